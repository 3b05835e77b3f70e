/**
 * The small language of the stories: one namespace of a real cluster, and what a person does in it. A story begins with
 * `const world = aWorld('promotion')` in its `describe`; the namespace is made before its first test and removed after its last.
 */
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { after, afterEach, before } from 'mocha';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Resource } from '../../shared/kube/resources.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type Background, type Finished, type Program, run, start } from './child.ts';
import { readFixture } from './fixture.ts';
import { Load, type LoadOptions } from './load.ts';
import { watchObject, type Watch } from './watch-object.ts';

const plugin = join(import.meta.dirname, '../../dist/plugin/main.js');

/** Makes a world whose namespace lives as long as the enclosing `describe`. A failed test is followed by what the cluster looks like. */
export function aWorld(story: string): World {
  const world = new World(`story-${story}-${randomBytes(3).toString('hex')}`);
  before(() => world.open());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') {
      console.error(await world.report());
    }
  });
  after(() => world.close());
  return world;
}

/** What must be ended when the story ends, whichever user of it started it. */
interface Started {
  readonly loads: Load[];
  readonly programs: Background[];
  readonly watches: Watch<KubeObject>[];
}

/** How kubectl and the plugin are told who asks. */
interface Identity {
  readonly environment?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

export class World {
  readonly namespace: string;
  /** Host name under which Traefik knows this namespace's app. */
  readonly host: string;
  /** The tested product's version, and its image's. */
  readonly version: string = packageJson.version;
  readonly #identity: Identity;
  readonly #started: Started;

  constructor(namespace: string, identity: Identity = {}, started: Started = { loads: [], programs: [], watches: [] }) {
    this.namespace = namespace;
    this.host = `${namespace}.example.com`;
    this.#identity = identity;
    this.#started = started;
  }

  async open(): Promise<void> {
    await this.kubectl('create', 'namespace', this.namespace);
  }

  /** Ends all that was started here and removes the namespace. @throws Error where it cannot be removed within 90 s. */
  async close(): Promise<void> {
    const { loads, programs, watches } = this.#started;
    await Promise.all([...loads, ...watches].map((running) => running.stop()));
    await Promise.all(programs.map((program) => program.kill()));
    await this.kubectl('delete', 'namespace', this.namespace, '--ignore-not-found', '--timeout=90s');
  }

  /**
   * The same namespace, as another person sees it. What she and he may do is in fixtures/people.yaml: apply that first. Our own test
   * cluster knows both; on any other they are impersonated.
   */
  as(user: 'alice' | 'bob'): World {
    const ownKubeconfig = { KUBECONFIG: join(dirname(process.env.KUBECONFIG ?? ''), `${user}.kubeconfig`) };
    const identity = process.env.KUBECTL_CANARY_TEST_KUBECONFIG === undefined ? { environment: ownKubeconfig } : { flags: [`--as=${user}`] };
    return new World(this.namespace, identity, this.#started);
  }

  /** Runs kubectl in this namespace. What it prints on stdout. @throws Error with what it said where it fails. */
  async kubectl(...args: string[]): Promise<string> {
    return succeeded(`kubectl ${args.join(' ')}`, await this.tryKubectl(...args)).stdout;
  }

  /** Runs kubectl in this namespace, whatever comes of it. */
  tryKubectl(...args: string[]): Promise<Finished> {
    return run(this.#kubectlProgram(args));
  }

  /** Starts kubectl in the background, e.g. `rollout status`. */
  startKubectl(...args: string[]): Background {
    return this.#keep(start(this.#kubectlProgram(args)));
  }

  /** Runs the built plugin to its end, for at most `seconds`; in this namespace unless told to look at all. */
  canary(args: readonly string[], seconds = 300): Promise<Finished> {
    return run(this.#pluginProgram(args), seconds);
  }

  /** Starts the built plugin in the background; `kill()` ends it at once, as a crash would. */
  startCanary(...args: string[]): Background {
    return this.#keep(start(this.#pluginProgram(args)));
  }

  /** Applies `fixtures/<name>.yaml`, each object changed by `change` before. @throws Error where the API server refuses. */
  async apply<T extends KubeObject>(name: string, change: (object: T) => void = () => {}): Promise<Finished> {
    const objects = await this.fixture(name);
    objects.forEach((object) => change(object as T));
    return succeeded(`kubectl apply of fixtures/${name}.yaml`, await this.tryApply(objects));
  }

  /** Applies objects, whatever comes of it; more arguments of `kubectl apply` may follow. */
  tryApply(objects: readonly KubeObject[], ...args: string[]): Promise<Finished> {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    return run({ ...this.#kubectlProgram(['apply', '-f', '-', ...args]), input });
  }

  /** The objects of a fixture, filled in for this namespace. */
  fixture(name: string): Promise<KubeObject[]> {
    return readFixture(name, { host: this.host, namespace: this.namespace, version: this.version });
  }

  /** What starts a release: `kubectl set image` of podinfo. @throws Error where it is refused. */
  async setImage(version: string): Promise<Finished> {
    return succeeded(`set image to ${version}`, await this.trySetImage(version));
  }

  trySetImage(version: string): Promise<Finished> {
    return this.tryKubectl('set', 'image', 'deployment/podinfo', `podinfod=ghcr.io/stefanprodan/podinfo:${version}`);
  }

  /** The object as it is now, or undefined. */
  async read<T extends KubeObject>(resource: Resource, name: string): Promise<T | undefined> {
    const text = await this.kubectl('get', fullNameOf(resource), name, '--ignore-not-found', '-o', 'json');
    return text === '' ? undefined : (JSON.parse(text) as T);
  }

  /** Begins to record every state of an object. */
  async watch<T extends KubeObject>(resource: Resource, name: string): Promise<Watch<T>> {
    const watch = await watchObject<T>({ resource, name, namespace: this.namespace });
    this.#started.watches.push(watch);
    return watch;
  }

  /** Waits until an object is as wanted. @throws Error with what it is instead, after so many seconds. */
  async waitForObject<T extends KubeObject>(
    [resource, name]: readonly [Resource, string],
    description: string,
    predicate: (object: T | undefined) => boolean,
    deadlineSeconds = 60,
  ): Promise<T | undefined> {
    const watch = await watchObject<T>({ resource, name, namespace: this.namespace });
    try {
      return await watch.until(description, predicate, deadlineSeconds);
    } finally {
      await watch.stop();
    }
  }

  /** Starts requests to this namespace's app through Traefik; 80 a second to `/` where not told otherwise. */
  async load(options: Partial<LoadOptions> = {}): Promise<Load> {
    const load = new Load({ url: await traefikUrl(), host: this.host, ...options });
    this.#started.loads.push(load);
    return load;
  }

  /** What a person would look at first when something is wrong here. */
  async report(): Promise<string> {
    const said: string[] = [`--- namespace ${this.namespace}`];
    for (const args of [
      ['get', 'canaries', '-o', 'yaml'],
      ['get', 'deployments,replicasets,pods,services,traefikservices', '-o', 'wide'],
      ['get', 'events', '--sort-by=.metadata.creationTimestamp'],
    ]) {
      const { stdout, stderr } = await this.tryKubectl(...args);
      said.push(`$ kubectl ${args.join(' ')}`, stdout + stderr);
    }
    for (const { lines } of this.#started.programs) {
      said.push('a program in the background said:', ...lines.slice(-40));
    }
    return said.join('\n');
  }

  #kubectlProgram(args: readonly string[]): Program {
    const { environment = {}, flags = [] } = this.#identity;
    return { command: 'kubectl', args: ['--namespace', this.namespace, ...flags, ...args], env: environment };
  }

  #pluginProgram(args: readonly string[]): Program {
    const { environment = {}, flags = [] } = this.#identity;
    const everywhere = args.some((argument) => ['--all', '--all-namespaces', '-A'].includes(argument));
    const here = everywhere ? [] : ['--namespace', this.namespace];
    return { command: process.execPath, args: [plugin, ...args, ...here, ...flags], env: environment };
  }

  #keep(program: Background): Background {
    this.#started.programs.push(program);
    return program;
  }
}

function succeeded(what: string, finished: Finished): Finished {
  if (finished.code !== 0) {
    throw new Error(`${what}: exit code ${finished.code}: ${finished.stderr.trim()}`);
  }
  return finished;
}

/** `deployments.v1.apps`: the one name that no other group's kind can be taken for. */
function fullNameOf({ apiVersion, plural }: Resource): string {
  const [version, group] = apiVersion.split('/').reverse();
  return group === undefined ? plural : `${plural}.${version}.${group}`;
}

let foundTraefikUrl: string | undefined;

/** Where Traefik listens: its Service's address, or KUBECTL_CANARY_TEST_TRAEFIK_URL where that cannot be reached from here. */
async function traefikUrl(): Promise<string> {
  foundTraefikUrl ??= process.env.KUBECTL_CANARY_TEST_TRAEFIK_URL;
  if (foundTraefikUrl === undefined) {
    const found = await run({ command: 'kubectl', args: ['--namespace', 'traefik', 'get', 'service', 'traefik', '-o', 'jsonpath={.spec.clusterIP}'] });
    foundTraefikUrl = `http://${succeeded("Traefik's address", found).stdout}`;
  }
  return foundTraefikUrl;
}

/** The real kubectl on two clusters at once, the real one and a simulated one: what it prints must be the same. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before } from 'mocha';
import { createPodinfo } from '../../shared/simulator/pods/programs/podinfo.ts';
import { startSimulator } from '../../shared/simulator/simulator.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { issueAuthority, issueServing } from '../../webhook/certificates/issue.ts';
import { type Background, type Finished, run, start } from './child.ts';
import { normalised } from './normalised.ts';

export interface Running {
  /** For stdin. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Comparison extends Running {
  /** The part of the text that is compared. */
  readonly of?: (text: string) => string;
}

/** Makes two namespaces of one name, which live as long as the enclosing `describe`. */
export function someTwins(): Twins {
  const twins = new Twins();
  before(() => twins.open());
  after(() => twins.close());
  return twins;
}

export class Twins {
  readonly namespace = `twins-${randomBytes(3).toString('hex').replace(/^\d/, 'a')}`;
  #simulator: Simulator | undefined;
  #folder = '';

  async open(): Promise<void> {
    const now = new Date();
    const authority = await issueAuthority(now);
    const serving = await issueServing({ authority, hosts: ['127.0.0.1'], now });
    this.#simulator = await startSimulator({ serving: { certificateAuthority: authority.certificate, ...serving }, programs: [createPodinfo().program] });
    this.#folder = await mkdtemp(join(tmpdir(), 'twins-'));
    await writeFile(join(this.#folder, 'kubeconfig'), this.#simulator.kubeconfigFor('admin'), { mode: 0o600 });
    await this.both(`create namespace ${this.namespace}`);
    await this.both('wait --for=create serviceaccount/default --timeout=30s');
  }

  async close(): Promise<void> {
    await this.real(`delete namespace ${this.namespace} --timeout=90s`);
    await this.#simulator?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A line of kubectl on both, for what comes of it. @throws AssertionError where it fails on either. */
  async both(line: string, running?: Running): Promise<void> {
    for (const { code, stderr } of await Promise.all([this.real(line, running), this.simulated(line, running)])) {
      expect(code, `kubectl ${line}: ${stderr}`).to.equal(0);
    }
  }

  /** A line of kubectl on both. @throws AssertionError where they differ in what it prints or how it ends. */
  async same(line: string, { of = (text) => text, ...running }: Comparison = {}): Promise<void> {
    const [real, simulated] = await Promise.all([this.real(line, running), this.simulated(line, running)]);
    expect(shown(simulated, of), `kubectl ${line}`).to.equal(shown(real, of));
  }

  real(line: string, { input = '', env = {} }: Running = {}): Promise<Finished> {
    return run({ command: 'kubectl', args: this.#words(line), input, env });
  }

  simulated(line: string, { input = '', env = {} }: Running = {}): Promise<Finished> {
    return run({ command: 'kubectl', args: this.#words(line), input, env: { ...env, ...this.#simulation } });
  }

  /** In the background, on the simulated cluster. */
  startSimulated(line: string): Background {
    return start({ command: 'kubectl', args: this.#words(line), env: this.#simulation });
  }

  /** What clients remember of a cluster must not be taken for the other's. */
  get #simulation(): Record<string, string> {
    return { KUBECONFIG: join(this.#folder, 'kubeconfig'), KUBECACHEDIR: join(this.#folder, 'cache') };
  }

  /** Split as a shell does, with single quotes. `NAMESPACE` is that of the twins. */
  #words(line: string): string[] {
    const words = (line.match(/(?:'[^']*'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'", '').replaceAll('NAMESPACE', this.namespace));
    return words.some((word) => word === '-A' || word === '-n') ? words : ['--namespace', this.namespace, ...words];
  }
}

function shown({ code, stdout, stderr }: Finished, of: (text: string) => string): string {
  return `${of(normalised(stdout))}${normalised(stderr)}exit code ${code}`;
}

/** What a person may do in the demo with one key. */
import { heldTemplate } from '../../shared/api/annotations.ts';
import type { Canary } from '../../shared/api/canary.ts';
import { sendCommand, whoAmI } from '../../shared/engine/commands.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import type { Kube, KubeObject } from '../../shared/kube/kube.ts';
import { canaries, deployments } from '../../shared/kube/resources.ts';
import { commandRefusal } from '../command-refusal.ts';
import type { Deployment } from '../install/desired-objects.ts';
import type { CanaryView } from '../view/canary-view.ts';
import type { Ailment, Demo } from './demo.ts';
import { demoApp, demoNamespace, firstVersion } from './demo-objects.ts';
import { setImage, setImageCommand } from './set-image.ts';

export interface KeyAction {
  readonly key: string;
  /** For the line of keys: `n next version`. */
  readonly label: string;
  /** What was done, in a line or more. */
  press(demo: Demo, play: Play): Promise<readonly string[]>;
}

/** What the person has brought about so far. */
export interface Play {
  readonly view: CanaryView | undefined;
  /** The patch number of the newest version: 1 is 6.0.1. */
  newest: number;
  /** What ails each version. */
  readonly ailments: Map<string, Ailment>;
}

export const keyActions: readonly KeyAction[] = [
  { key: 'n', label: 'next version', press: nextVersion },
  { key: 'e', label: 'errors', press: (demo, play) => toggle(demo, play, { errorPercent: 20 }, 'answers every fifth request with an error') },
  { key: 'l', label: 'latency', press: (demo, play) => toggle(demo, play, { latencyMs: 800 }, 'takes 800 ms longer to answer') },
  { key: 'p', label: 'promote', press: (demo) => command(demo, 'promote') },
  { key: 'a', label: 'abort', press: (demo) => command(demo, 'abort') },
  { key: 'r', label: 'revert', press: (demo) => command(demo, 'revert') },
];

/** `keys: n next version · e errors · ... · q quit` */
export function keysLine(): string {
  return `keys: ${[...keyActions.map(({ key, label }) => `${key} ${label}`), 'q quit'].join(' · ')}`;
}

async function nextVersion({ kube }: Demo, play: Play): Promise<readonly string[]> {
  play.newest += 1;
  const version = `6.0.${play.newest}`;
  return [`$ ${setImageCommand(version)}`, ...(await setImage(kube, version))];
}

/** On the version that was asked for last, whether it serves already or is held. */
async function toggle(demo: Demo, play: Play, ailment: Ailment, says: string): Promise<readonly string[]> {
  const version = await askedVersion(demo.kube);
  const before = play.ailments.get(version) ?? {};
  const isOn = Object.keys(ailment).every((name) => name in before);
  const rest = Object.fromEntries(Object.entries(before).filter(([name]) => !(name in ailment)));
  const after = isOn ? rest : { ...before, ...ailment };
  play.ailments.set(version, after);
  demo.afflict(version, after);
  return [isOn ? `${version} no longer ${says}` : `from now on ${version} ${says}`];
}

async function command({ kube, clock }: Demo, verb: CommandVerb): Promise<readonly string[]> {
  const flag = verb === 'revert' ? 'abort --revert' : verb;
  const [canary, app] = await Promise.all([kube.get<Canary & KubeObject>({ resource: canaries, namespace: demoNamespace, name: demoApp }), readApp(kube)]);
  const refusal = canary && commandRefusal(verb, { canary, heldTemplate: app?.metadata.annotations?.[heldTemplate], force: false });
  if (refusal !== undefined) {
    throw refusal;
  }
  await sendCommand({ kube, namespace: demoNamespace, name: demoApp, verb, user: await whoAmI(kube), template: undefined, now: () => clock.now() });
  return [`$ kubectl canary ${flag} ${demoApp} -n ${demoNamespace}`];
}

/** What the app says that it is: `6.0.2` of an image `...:6.0.2-errors`. */
async function askedVersion(kube: Kube): Promise<string> {
  const app = await readApp(kube);
  const image = app?.spec.template.spec.containers[0]?.image ?? '';
  return /:(\d+\.\d+\.\d+)[^:]*$/.exec(image)?.[1] ?? firstVersion;
}

function readApp(kube: Kube): Promise<Deployment | undefined> {
  return kube.get<Deployment>({ resource: deployments, namespace: demoNamespace, name: demoApp });
}

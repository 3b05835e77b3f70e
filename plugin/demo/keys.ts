/** What a person may do in the demo with one key. */
import { sendCommand, whoAmI } from '../../shared/engine/commands.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import type { CanaryView } from '../view/canary-view.ts';
import type { Ailment, Demo } from './demo.ts';
import { demoApp, demoNamespace } from './demo-objects.ts';
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
  /** What ails the newest version. */
  ailment: Ailment;
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

async function nextVersion({ kube, ...demo }: Demo, play: Play): Promise<readonly string[]> {
  play.newest += 1;
  play.ailment = {};
  const version = `6.0.${play.newest}`;
  demo.afflict(version, {});
  return [`$ ${setImageCommand(version)}`, ...(await setImage(kube, version))];
}

async function toggle(demo: Demo, play: Play, ailment: Ailment, says: string): Promise<readonly string[]> {
  const version = `6.0.${play.newest}`;
  const isOn = Object.keys(ailment).every((name) => name in play.ailment);
  const rest = Object.fromEntries(Object.entries(play.ailment).filter(([name]) => !(name in ailment)));
  play.ailment = isOn ? rest : { ...play.ailment, ...ailment };
  demo.afflict(version, play.ailment);
  return [isOn ? `${version} is well again` : `from now on ${version} ${says}`];
}

async function command({ kube, clock }: Demo, verb: CommandVerb): Promise<readonly string[]> {
  const flag = verb === 'revert' ? 'abort --revert' : verb;
  await sendCommand({ kube, namespace: demoNamespace, name: demoApp, verb, user: await whoAmI(kube), template: undefined, now: () => clock.now() });
  return [`$ kubectl canary ${flag} ${demoApp} -n ${demoNamespace}`];
}

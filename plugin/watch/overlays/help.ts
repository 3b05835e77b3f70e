import { column, span } from '../../view/line.ts';
import type { Line } from '../../view/line.ts';
import type { OpenOverlay } from './overlay.ts';

const keys: readonly (readonly [key: string, does: string])[] = [
  ['p', 'promote: roll the change out now; asks first'],
  ['a', 'abort: all traffic to the stable pods; asks first'],
  ['space', 'pause at this step, or go on after a pause'],
  ['l', 'logs of the canary pods'],
  ['d', 'diff of the stable template and the held one'],
  ['e', 'events of the canary'],
  ['m', 'metrics over the time that was watched'],
  ['Esc', 'back to the canary'],
  ['q', 'stop watching: another goes on, or you are asked'],
];

/** Every key and what it does. */
export const help: OpenOverlay = () => ({ look: () => undefined, lines: () => helpLines });

const helpLines: readonly Line[] = [[span('keys', 'strong')], ...keys.map(([key, does]) => [span('  '), column(key, 7, 'accent'), span(does)])];

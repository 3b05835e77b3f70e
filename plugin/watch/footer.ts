/** The last lines of the watch screen: what a key may do now, or what came of it. Pure. */
import type { Observation } from '../../shared/engine/observation.ts';
import { span } from '../view/line.ts';
import type { Span } from '../view/line.ts';
import { widthOf } from '../view/width.ts';
import { consequence } from './consequence.ts';
import type { ScreenState } from './screen-state.ts';

export interface FooterFacts {
  readonly state: ScreenState;
  readonly observation: Observation;
  /** What keeps the screen from being current, such as an API server that does not answer. */
  readonly trouble: string | undefined;
  /** What is waited for; undefined where something is under way. */
  readonly idle: string | undefined;
  /** Whether there is somebody who can press keys. */
  readonly hasKeys: boolean;
  readonly width: number;
}

/** A question before all else, then what came of the last key, then trouble, then what can be done. */
export function footer({ state: { confirming, notice, overlay }, observation, trouble, idle, hasKeys, width }: FooterFacts): Span {
  if (confirming !== undefined) {
    return span(`${consequence(confirming, observation)}. Press y to do it, any other key to leave it`, 'warn');
  }
  if (notice !== undefined) {
    return span(notice.text, notice.tone);
  }
  if (trouble !== undefined) {
    return span(trouble, 'warn');
  }
  if (!hasKeys) {
    return span(idle === undefined ? drivingFooter : `${idle}; Ctrl-C ends`, 'dim');
  }
  const keys = overlay === undefined ? keysLine(observation.canary.status?.paused !== undefined, width) : overlayKeys;
  return span(idle === undefined ? keys : `${idle} · ${overlay === undefined ? '? help · q quit' : overlayKeys}`, 'dim');
}

const drivingFooter = 'Ctrl-C stops driving: somebody else goes on, or you are asked what becomes of the traffic';
const overlayKeys = 'Esc back · ? help · q quit';

/** As many keys as fit in one line; help has them all. */
function keysLine(isPaused: boolean, width: number): string {
  const commands = ['p promote', 'a abort', isPaused ? 'space resume' : 'space pause'];
  const shows = ['l logs', 'd diff', 'e events', 'm metrics'];
  const always = ['? help', 'q quit'];
  const whole = [...commands, ...shows, ...always].join(' · ');
  return widthOf(whole) <= width ? whole : [...commands, ...always].join(' · ');
}

import type { Decision } from '../shared/engine/decision.ts';
import type { Observation } from '../shared/engine/observation.ts';
import type { Kube } from '../shared/kube/kube.ts';
import type { Clock } from '../shared/time/clock.ts';
import type { Output } from './commands/command.ts';
import { paintFor } from './terminal/colors.ts';
import { openScreen } from './terminal/screen.ts';
import type { CanaryView } from './view/canary-view.ts';
import type { Controls } from './watch/controls.ts';
import { liveDisplay } from './watch/live-display.ts';
import { plainDisplay } from './watch/plain-display.ts';

/** Shows a rollout while it happens. */
export interface Display {
  show(observation: Observation, decision: Decision): void;
  /** The last that was shown. */
  readonly view: CanaryView | undefined;
  /** Something that is not about the Canary, such as an API server that does not answer. */
  trouble(message: string): void;
  close(): void;
}

export interface DisplayOptions {
  readonly kube: Kube;
  readonly output: Output;
  readonly clock: Clock;
  /** One line per change, even on a terminal. */
  readonly plain: boolean;
  /** With nothing held it goes on and waits, so that is to be said. */
  readonly awaits: boolean;
  /** Undefined where nobody can press keys. */
  readonly controls: Controls | undefined;
}

/** A frame that stays in place on a terminal, else one line per change. */
export function openDisplay({ kube, output, clock, plain, awaits, controls }: DisplayOptions): Display {
  return output.isTerminal && !plain
    ? liveDisplay({ kube, clock, awaits, controls, openScreen, paint: paintFor({ env: process.env, isTerminal: true }) })
    : plainDisplay(output, awaits);
}

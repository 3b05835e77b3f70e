import type { Decision } from '../shared/engine/decision.ts';
import type { Observation } from '../shared/engine/observation.ts';
import type { Clock } from '../shared/time/clock.ts';
import type { Output } from './commands/command.ts';
import { painter, wantsColor } from './terminal/colors.ts';
import { openScreen } from './terminal/screen.ts';
import { viewOfObservation } from './view/canary-view.ts';
import type { CanaryView } from './view/canary-view.ts';
import { frame } from './view/frame.ts';
import { plainLines } from './view/plain-lines.ts';

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
  readonly output: Output;
  readonly clock: Clock;
  /** One line per change, even on a terminal. */
  readonly plain: boolean;
  /** With nothing held it goes on and waits, so that is to be said. */
  readonly awaits: boolean;
}

/** A frame that stays in place on a terminal, else one line per change. */
export function openDisplay({ output, clock, plain, awaits }: DisplayOptions): Display {
  return output.isTerminal && !plain ? liveDisplay(clock, awaits) : plainDisplay(output, awaits);
}

function plainDisplay(output: Output, awaits: boolean): Display {
  let view: CanaryView | undefined;
  let troubled: string | undefined;
  return {
    get view() {
      return view;
    },
    show(observation, decision) {
      const next = viewOfObservation(observation, decision);
      plainLines(view, next, observation.now).forEach((line) => output.print(line));
      if (awaits && view === undefined && isIdle(next)) {
        output.tell(idleText(next));
      }
      view = next;
      troubled = undefined;
    },
    trouble(message) {
      if (message !== troubled) {
        troubled = message;
        output.tell(message);
      }
    },
    close: () => undefined,
  };
}

/** Redrawn at each change, and each second for what counts down. */
function liveDisplay(clock: Clock, awaits: boolean): Display {
  const paint = painter(wantsColor({ env: process.env, isTerminal: true }));
  let view: CanaryView | undefined;
  let troubled: string | undefined;
  const screen = openScreen({ onResize: () => draw() });
  const draw = () => {
    if (view !== undefined) {
      const footer = troubled ?? (awaits && isIdle(view) ? `${idleText(view)}; Ctrl-C ends` : drivingFooter);
      screen.draw(frame(view, { width: screen.width, height: screen.height, now: clock.now(), paint, footer }));
    }
  };
  const timer = setInterval(draw, 1000);
  return {
    get view() {
      return view;
    },
    show(observation, decision) {
      view = viewOfObservation(observation, decision);
      troubled = undefined;
      draw();
    },
    trouble(message) {
      troubled = message;
      draw();
    },
    close() {
      clearInterval(timer);
      screen.close();
    },
  };
}

const drivingFooter = 'Ctrl-C stops driving: somebody else goes on, or you are asked what becomes of the traffic';

function isIdle({ isUnderWay, held }: CanaryView): boolean {
  return !isUnderWay && held === false;
}

function idleText({ target }: CanaryView): string {
  return `nothing is held: waiting for a change of ${target}`;
}

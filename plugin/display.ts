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

/** A frame that stays in place on a terminal, else one line per change. */
export function openDisplay({ output, clock, plain, footer }: { output: Output; clock: Clock; plain: boolean; footer: string }): Display {
  return output.isTerminal && !plain ? liveDisplay(clock, footer) : plainDisplay(output);
}

function plainDisplay(output: Output): Display {
  let view: CanaryView | undefined;
  let troubled: string | undefined;
  return {
    get view() {
      return view;
    },
    show(observation, decision) {
      const next = viewOfObservation(observation, decision);
      plainLines(view, next, observation.now).forEach((line) => output.print(line));
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
function liveDisplay(clock: Clock, footer: string): Display {
  const paint = painter(wantsColor({ env: process.env, isTerminal: true }));
  let view: CanaryView | undefined;
  let troubled: string | undefined;
  const screen = openScreen({ onResize: () => draw() });
  const draw = () => {
    if (view !== undefined) {
      screen.draw(frame(view, { width: screen.width, height: screen.height, now: clock.now(), paint, footer: troubled ?? footer }));
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

import type { Output } from '../commands/command.ts';
import type { Display } from '../display.ts';
import { viewOfObservation } from '../view/canary-view.ts';
import type { CanaryView } from '../view/canary-view.ts';
import { plainLines } from '../view/plain-lines.ts';
import { idleText } from './idle-text.ts';

/** One line per change. `awaits`: with nothing held it goes on and waits, so that is to be said. */
export function plainDisplay(output: Output, awaits: boolean): Display {
  let view: CanaryView | undefined;
  let troubled: string | undefined;
  return {
    get view() {
      return view;
    },
    show(observation, decision) {
      const next = viewOfObservation(observation, decision);
      plainLines(view, next, observation.now).forEach((line) => output.print(line));
      const idle = awaits && view === undefined ? idleText(next) : undefined;
      if (idle !== undefined) {
        output.tell(idle);
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

import type { Clock } from '../../shared/time/clock.ts';
import type { Output } from '../commands/command.ts';
import type { CanaryView } from '../view/canary-view.ts';
import { printable } from '../view/printable.ts';
import { plainLines } from '../view/plain-lines.ts';
import { placeLine } from './stage.ts';
import type { Stage } from './stage.ts';

/** Each event on a line, with its time in the cluster. */
export function plainStage(output: Output, clock: Clock): Stage {
  let shown: CanaryView | undefined;
  const say = (line: string) => output.print(`${clock.now().toISOString().slice(0, 19)}Z ${printable(line)}`);
  return {
    begin: (demo) => say(placeLine(demo)),
    say,
    show(view) {
      plainLines(shown, view, clock.now()).forEach((line) => output.print(line));
      shown = view;
    },
    close: () => undefined,
  };
}

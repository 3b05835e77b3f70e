import type { Clock } from '../../shared/time/clock.ts';
import { painter, wantsColor } from '../terminal/colors.ts';
import { openScreen } from '../terminal/screen.ts';
import type { CanaryView } from '../view/canary-view.ts';
import { frame } from '../view/frame.ts';
import { renderLine, span } from '../view/line.ts';
import { keysLine } from './keys.ts';
import type { Stage } from './stage.ts';
import { placeLine } from './stage.ts';
import { usersLine } from './user-counts.ts';
import type { UserCounts } from './user-counts.ts';

const saidLines = 4;

/** The watch screen with the story below it, redrawn at each change and four times a second for what counts. */
export function liveStage(clock: Clock): Stage {
  const paint = painter(wantsColor({ env: process.env, isTerminal: true }));
  const said: string[] = [];
  let view: CanaryView | undefined;
  let place: string | undefined;
  let users: () => UserCounts | undefined = () => undefined;
  const screen = openScreen({ onResize: () => draw() });
  const draw = () => screen.draw([...top(), ...bottom()]);
  const bottom = () => {
    const counts = users();
    const lines = [
      ...said.slice(-saidLines).map((text, index, shown) => span(text, index === shown.length - 1 ? 'accent' : 'dim')),
      ...(counts === undefined ? [] : [span(usersLine(counts))]),
      ...(place === undefined ? [] : [span(place, 'dim')]),
      span(keysLine(), 'dim'),
    ];
    return ['', ...lines.map((each) => renderLine([each], { width: screen.width, paint }))];
  };
  const top = () => {
    const height = screen.height - bottom().length;
    const lines = view === undefined ? [renderLine([span('an embedded Kubernetes is starting', 'dim')], { width: screen.width, paint })] : frame(view, { width: screen.width, height, now: clock.now(), paint, footer: '' });
    return [...lines, ...Array<string>(Math.max(0, height - lines.length)).fill('')].slice(0, height);
  };
  const timer = setInterval(draw, 250);
  draw();
  return {
    begin(demo) {
      place = placeLine(demo);
      users = () => demo.users();
    },
    say(line) {
      said.push(line);
      draw();
    },
    show(next) {
      view = next;
      draw();
    },
    close() {
      clearInterval(timer);
      screen.close();
    },
  };
}

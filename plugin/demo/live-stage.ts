import type { Clock } from '../../shared/time/clock.ts';
import { paintFor } from '../terminal/colors.ts';
import { openScreen } from '../terminal/screen.ts';
import { frame } from '../view/frame.ts';
import { renderLine, span } from '../view/line.ts';
import type { Tone } from '../view/line.ts';
import { printable } from '../view/printable.ts';
import { wrap } from '../view/width.ts';
import { openScene } from '../watch/scene.ts';
import type { Scene } from '../watch/scene.ts';
import { keysLine } from './keys.ts';
import type { Stage } from './stage.ts';
import { placeLine } from './stage.ts';
import { usersLine } from './user-counts.ts';
import type { UserCounts } from './user-counts.ts';

/** The newest of what was said, in so many rows at most. */
const saidLines = 4;
const saidRows = 6;

/** The watch screen with the story below it, redrawn at each change and four times a second for what counts. */
export function liveStage(clock: Clock): Stage {
  const paint = paintFor({ env: process.env, isTerminal: true });
  const said: string[] = [];
  let scene: Scene | undefined;
  let place: string | undefined;
  let users: () => UserCounts | undefined = () => undefined;
  const screen = openScreen({ onResize: () => draw() });
  const draw = () => screen.draw([...top(), ...bottom()]);
  const bottom = () => {
    const counts = users();
    const told = said.slice(-saidLines).flatMap((text, index, shown) => wrapped(text, index === shown.length - 1 ? 'accent' : 'dim')).slice(-saidRows);
    const below = [
      ...(counts === undefined ? [] : wrapped(usersLine(counts), 'plain')),
      ...(place === undefined ? [] : wrapped(place, 'dim')),
      ...wrapped(keysLine(), 'dim'),
    ];
    return ['', ...[...told, ...below].map((each) => renderLine([each], { width: screen.width, paint }))];
  };
  const wrapped = (text: string, tone: Tone) => wrap(printable(text), screen.width).map((row) => span(row, tone));
  const top = () => {
    const height = screen.height - bottom().length;
    const shown = scene?.shown;
    const lines = shown === undefined ? [renderLine([span('an embedded Kubernetes is starting', 'dim')], { width: screen.width, paint })] : frame(shown.view, { ...shown, width: screen.width, height, now: clock.now(), paint, footer: span('') });
    return [...lines, ...Array<string>(Math.max(0, height - lines.length)).fill('')].slice(0, height);
  };
  const timer = setInterval(draw, 250);
  draw();
  return {
    begin(demo) {
      place = placeLine(demo);
      users = () => demo.users();
      scene = openScene({ kube: demo.kube, onChange: draw });
    },
    say(line) {
      said.push(line);
      draw();
    },
    show(_view, observation, decision) {
      scene?.look(observation, decision);
      draw();
    },
    close() {
      clearInterval(timer);
      scene?.close();
      screen.close();
    },
  };
}

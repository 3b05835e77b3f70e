import type { Canary } from '../../shared/api/canary.ts';
import { watchObjects } from '../../shared/kube/cache.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { canaries } from '../../shared/kube/resources.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { Screen } from '../terminal/screen.ts';
import { canaryView } from '../view/canary-view.ts';
import type { Paint } from '../view/line.ts';
import { menuFrame, menuKey, pressInMenu } from './canary-menu.ts';
import type { MenuState } from './canary-menu.ts';
import type { Controls } from './controls.ts';

export interface ChooseLive extends Pick<Controls, 'followKeys'> {
  readonly kube: Kube;
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly clock: Clock;
  readonly paint: Paint;
  readonly signal: AbortSignal;
  openScreen(options: { onResize(): void }): Screen;
}

/**
 * Shows canaries as they change until a person opens one.
 * @returns which; undefined where the person quits, or the signal fires. @throws ApiError where they may not be watched.
 */
export async function chooseLive({ kube, namespace, clock, paint, signal, ...terminal }: ChooseLive): Promise<{ namespace: string; name: string } | undefined> {
  const closing = new AbortController();
  const { promise, resolve } = Promise.withResolvers<{ namespace: string; name: string } | undefined>();
  const found = watchObjects<Canary>(kube, { resource: canaries, ...(namespace === undefined ? {} : { namespace }) }, { signal: AbortSignal.any([signal, closing.signal]), onChange: () => draw() });
  await found.synced;
  let state: MenuState = { selected: undefined };
  const views = () => found.list().map((canary) => canaryView(canary)).sort((one, other) => menuKey(one).localeCompare(menuKey(other)));
  const screen = terminal.openScreen({ onResize: () => draw() });
  const draw = () => found.isSynced && screen.draw(menuFrame(views(), state, { width: screen.width, height: screen.height, now: clock.now(), paint, namespace }));
  const timer = setInterval(draw, 1000);
  const stopKeys = terminal.followKeys((key) => {
    const pressed = pressInMenu(state, key, views());
    state = pressed.state;
    if (pressed.wish !== undefined) {
      resolve(pressed.wish.does === 'open' ? pressed.wish : undefined);
    }
    draw();
  });
  signal.addEventListener('abort', () => resolve(undefined));
  draw();
  try {
    return await promise;
  } finally {
    clearInterval(timer);
    closing.abort();
    screen.close();
    stopKeys();
  }
}

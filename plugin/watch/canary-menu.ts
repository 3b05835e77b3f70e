/** The live list of canaries that `watch` shows where none is named, and what a key does in it. Pure. */
import type { CanaryView } from '../view/canary-view.ts';
import { formatAge } from '../view/age.ts';
import { column, renderLine, span } from '../view/line.ts';
import type { Line, Paint } from '../view/line.ts';
import { phaseTone } from '../view/parts/history-log.ts';
import { widthOf } from '../view/width.ts';

export interface MenuState {
  /** `namespace/name` of the line that Enter opens; undefined: the first. */
  readonly selected: string | undefined;
}

export interface MenuOptions {
  readonly width: number;
  readonly height: number;
  readonly now: Date;
  readonly paint: Paint;
  /** Of which namespace; undefined: all of them. */
  readonly namespace: string | undefined;
}

export type MenuWish = { readonly does: 'open'; readonly namespace: string; readonly name: string } | { readonly does: 'quit' };

const moves: Readonly<Record<string, number>> = { '\x1b[a': -1, 'k': -1, '\x1b[b': 1, 'j': 1 };
const chrome = 5;

/** Names one canary among those of all namespaces. */
export function menuKey({ namespace, name }: Pick<CanaryView, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** A key, as the terminal sends it in lower case. */
export function pressInMenu({ selected }: MenuState, key: string, views: readonly CanaryView[]): { readonly state: MenuState; readonly wish?: MenuWish } {
  const at = indexOf(selected, views);
  const current = views[at];
  if (key === 'q' || key === '\x1b') {
    return { state: { selected }, wish: { does: 'quit' } };
  }
  if (key === '\r' && current !== undefined) {
    return { state: { selected: menuKey(current) }, wish: { does: 'open', namespace: current.namespace, name: current.name } };
  }
  const next = views[Math.min(views.length - 1, Math.max(0, at + (moves[key] ?? 0)))];
  return { state: { selected: next === undefined ? selected : menuKey(next) } };
}

function indexOf(selected: string | undefined, views: readonly CanaryView[]): number {
  return Math.max(0, views.findIndex((view) => menuKey(view) === selected));
}

/** The lines of the list, around what is selected where there is not room for all. */
export function menuFrame(views: readonly CanaryView[], { selected }: MenuState, { width, height, now, paint, namespace }: MenuOptions): string[] {
  const at = indexOf(selected, views);
  const room = Math.max(1, height - chrome);
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), views.length - room));
  const titleOf = (view: CanaryView) => (namespace === undefined ? menuKey(view) : view.name);
  const nameWidth = Math.max(4, ...views.map((view) => Math.min(40, widthOf(titleOf(view)))));
  const lines: Line[] = [
    [span('canaries', 'strong'), span(namespace === undefined ? ' of all namespaces' : ` of namespace ${namespace}`)],
    [],
    ...(views.length === 0 ? [[span('there are none yet', 'dim')]] : []),
    ...views.slice(from, from + room).map((view, index) => [
      span(from + index === at ? '▶ ' : '  ', 'accent'), column(titleOf(view), nameWidth + 2, from + index === at ? 'strong' : 'plain'),
      column(view.phase, 18, phaseTone(view.phase)), span(`${view.weight}%`.padStart(4)), span('  '),
      column(view.lastTransitionAt === undefined ? '-' : formatAge(view.lastTransitionAt, now), 8, 'dim'), span(view.because),
    ]),
    [],
    [span('up and down choose · Enter watches · q quit', 'dim')],
  ];
  return lines.slice(0, height).map((line) => renderLine(line, { width, paint }));
}

/** One whole picture of a Canary, as lines. Pure: what is shown depends on the view, the size and the time alone. */
import { formatDuration } from '../../shared/time/duration.ts';
import type { CanaryView } from './canary-view.ts';
import { renderLine, span } from './line.ts';
import type { Line, Paint, Span } from './line.ts';
import { historyLog, phaseTone } from './parts/history-log.ts';
import { fittingSections } from './sections.ts';
import type { Sides } from './sides.ts';
import type { Trends } from './trends.ts';
import { widthOf, wrap } from './width.ts';

export interface FrameOptions {
  readonly width: number;
  /** Lines there is room for; the history gives way first. Infinity shows all that is known. */
  readonly height: number;
  /** The last lines of the history to show at most. */
  readonly historyLines?: number;
  readonly now: Date;
  readonly paint?: Paint;
  /** At the end, in as many lines as it takes, such as what the keys do; else the view's advice. */
  readonly footer?: Span | undefined;
  /** Images and pods of both sides, where they are watched. */
  readonly sides?: Sides | undefined;
  /** What was measured while it is watched. */
  readonly trends?: Trends | undefined;
  /** Something else below the header, in place of the sections; it is told how much room there is. */
  readonly overlay?: ((room: Room) => readonly Line[]) | undefined;
}

/** Columns and lines. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const fewestHistoryLines = 3;
/** From which on an empty line costs nothing. */
const roomyHeight = 20;

/** The lines of a frame, painted, each no wider than asked. */
export function frame(view: CanaryView, { width, height, now, paint, footer, ...shown }: FrameOptions): string[] {
  const end = footerLines(footer ?? (view.advice === undefined ? undefined : span(view.advice, 'dim')), { width, height });
  const head = header(view, now, width);
  const room = { width, height: height - head.length - end.length };
  const below = shown.overlay === undefined ? body(view, room, shown) : [[], ...shown.overlay({ width, height: room.height - 1 }).slice(0, Math.max(0, room.height - 1))];
  const lines = [...head, ...below].slice(0, Math.max(1, height - end.length));
  return [...lines, ...end].slice(0, height).map((line) => renderLine(line, { width, ...(paint === undefined ? {} : { paint }) }));
}

function footerLines(footer: Span | undefined, { width, height }: Room): Line[] {
  const gap: Line[] = height < roomyHeight ? [] : [[]];
  return footer === undefined ? [] : [...gap, ...wrap(footer.text, width).map((text) => [{ text, tone: footer.tone }])];
}

/** The sections, and as much of the history as there is room for. */
function body(view: CanaryView, room: Room, { sides, trends, historyLines = Infinity }: Pick<FrameOptions, 'sides' | 'trends' | 'historyLines'>): Line[] {
  const sections = fittingSections(view, { sides, trends }, room);
  const left = room.height - sections.length - 1;
  return view.history.length > 0 && left >= fewestHistoryLines ? [...sections, [], ...historyLog(view, Math.min(left, historyLines + 1))] : sections;
}

function header(view: CanaryView, now: Date, width: number): Line[] {
  const title = `${view.name}.${view.namespace}`;
  const right = view.driver === undefined || !view.isUnderWay ? '' : `driven by ${view.driver.identity}${view.driver.host === 'cluster' ? ' in the cluster' : ''}`;
  const elapsed = elapsedText(view, now);
  const paused = view.paused === undefined ? '' : ', paused';
  const used = widthOf(title) + view.phase.length + elapsed.length + paused.length + widthOf(right) + 2;
  const gap = ' '.repeat(Math.max(2, Math.min(width, 120) - used));
  return [
    [span(title, 'strong'), span('  '), span(view.phase, phaseTone(view.phase)), span(elapsed, 'dim'), span(paused, 'warn'), span(gap), span(right, 'dim')],
    [span(view.because), span(countdown(view, now), 'dim')],
    ...(view.held === true ? [[span(`${view.target} is held: its new template waits, its stable pods serve`, 'dim')]] : []),
  ];
}

function elapsedText({ startedAt, finishedAt, isUnderWay }: CanaryView, now: Date): string {
  if (startedAt === undefined) {
    return '';
  }
  if (isUnderWay) {
    return ` for ${durationBetween(startedAt, now)}`;
  }
  return finishedAt === undefined ? '' : ` after ${durationBetween(startedAt, finishedAt)}`;
}

function countdown({ nextCheckAt, isUnderWay, paused, phase }: CanaryView, now: Date): string {
  if (nextCheckAt === undefined || paused !== undefined || (!isUnderWay && phase !== 'Waiting')) {
    return '';
  }
  const left = nextCheckAt.getTime() - now.getTime();
  return left <= 0 ? ' (checking now)' : ` (next check in ${formatDuration(Math.ceil(left / 1000))})`;
}

function durationBetween(from: Date, to: Date): string {
  return formatDuration(Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000)) || 0);
}

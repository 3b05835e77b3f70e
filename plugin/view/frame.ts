/** One whole picture of a Canary, as lines. Pure: what is shown depends on the view, the size and the time alone. */
import { formatDuration } from '../../shared/time/duration.ts';
import type { CanaryView } from './canary-view.ts';
import { renderLine, span } from './line.ts';
import type { Line, Paint } from './line.ts';
import { checksTable } from './parts/checks-table.ts';
import { gatesList } from './parts/gates-list.ts';
import { historyLog, phaseTone } from './parts/history-log.ts';
import { planTimeline } from './parts/plan-timeline.ts';
import { trafficBar } from './parts/traffic-bar.ts';

export interface FrameOptions {
  readonly width: number;
  /** Lines there is room for; the history gives way first. Infinity shows all that is known. */
  readonly height: number;
  /** The last lines of the history to show at most. */
  readonly historyLines?: number;
  readonly now: Date;
  readonly paint?: Paint;
  /** The last line, such as what Ctrl-C does; else the view's advice. */
  readonly footer?: string | undefined;
}

const fewestHistoryLines = 3;

/** The lines of a frame, painted, each no wider than asked. */
export function frame(view: CanaryView, { width, height, now, paint, footer, historyLines = Infinity }: FrameOptions): string[] {
  const last = footer ?? view.advice;
  const end: Line[] = last === undefined ? [] : [[], [span(last, 'dim')]];
  const top = [...header(view, now, width), ...body(view, width)];
  const room = height - top.length - end.length - 1;
  const history: Line[] = view.history.length > 0 && room >= fewestHistoryLines ? [[], ...historyLog(view, Math.min(room, historyLines + 1))] : [];
  const lines = [...top, ...history].slice(0, Math.max(1, height - end.length));
  return [...lines, ...end].slice(0, height).map((line) => renderLine(line, { width, ...(paint === undefined ? {} : { paint }) }));
}

function header(view: CanaryView, now: Date, width: number): Line[] {
  const title = `${view.name}.${view.namespace}`;
  const right = view.driver === undefined || !view.isUnderWay ? '' : `driven by ${view.driver.identity}${view.driver.host === 'cluster' ? ' in the cluster' : ''}`;
  const elapsed = elapsedText(view, now);
  const paused = view.paused === undefined ? '' : ', paused';
  const used = title.length + view.phase.length + elapsed.length + paused.length + right.length + 2;
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

function body(view: CanaryView, width: number): Line[] {
  const sections = [
    trafficBar(view, width),
    ...(view.plan.length > 0 && view.isUnderWay ? [[planTimeline(view, width)]] : []),
    ...(view.checks.length > 0 ? [[[], ...checksTable(view)]] : []),
    ...(view.gates.length > 0 ? [[[], ...gatesList(view)]] : []),
  ];
  return [[], ...sections.flat()];
}

import { splitImage } from '../../history/image-change.ts';
import type { Images } from '../../history/image-change.ts';
import { column, fitLine, span } from '../line.ts';
import type { Line, Tone } from '../line.ts';
import type { PodRow, Side, Sides } from '../sides.ts';
import { cutBefore, widthOf, wrap } from '../width.ts';

const gap = 2;
const linesOfTrouble = 2;
const shortestName = 5;
const widestSide = 70;
const marks: Record<PodRow['health'], { mark: string; tone: Tone }> = {
  ready: { mark: '●', tone: 'good' }, starting: { mark: '○', tone: 'warn' }, ending: { mark: '·', tone: 'dim' }, troubled: { mark: '✖', tone: 'bad' },
};

/** What serves on the left, what is tried on the right: images, and at most so many pods of each; below, what is wrong with them. */
export function sideBySide({ stable, canary }: Sides, { width, mostPods }: { width: number; mostPods: number }): Line[] {
  const sideWidth = Math.min(widestSide, Math.floor((width - gap) / 2));
  const left = sideLines('stable', stable, { other: canary, width: sideWidth, mostPods });
  const right = sideLines('canary', canary, { other: stable, width: sideWidth, mostPods });
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [...fitLine(left[index] ?? [], sideWidth + gap), ...fitLine(right[index] ?? [], sideWidth)]);
  const troubles = [...stable.troubles, ...canary.troubles].slice(0, Math.max(1, mostPods));
  return [...rows, ...troubles.flatMap((text) => wrap(text, width - 2).slice(0, linesOfTrouble).map((line) => [span('  '), span(line, 'bad')]))];
}

function sideLines(title: string, side: Side, { other, width, mostPods }: { other: Side; width: number; mostPods: number }): Line[] {
  const count = side.pods.length === 0 ? '  no pods' : '';
  const shown = side.pods.length > mostPods ? side.pods.slice(0, Math.max(0, mostPods - 1)) : side.pods;
  const left = side.pods.length - shown.length;
  return [
    [span(title, 'strong'), span(count, 'dim')],
    ...imageLines(side.images, other.images, width - 1),
    ...shown.map((pod) => podLine(pod, width)),
    ...(left > 0 && mostPods > 0 ? [[span(` ${shown.length === 0 ? '' : 'and '}${summary(side.pods.slice(shown.length))}`, 'dim')]] : []),
  ];
}

/** `3 Ready, 1 Pending` */
function summary(pods: readonly PodRow[]): string {
  return [...Map.groupBy(pods, ({ state }) => state)].map(([state, some]) => `${some.length} ${state}`).join(', ');
}

/** Images that differ, with what differs brought out; where all are the same, the first. */
function imageLines(images: Images | undefined, others: Images | undefined, width: number): Line[] {
  if (images === undefined) {
    return [];
  }
  const entries = Object.entries(images);
  const different = others === undefined ? [] : entries.filter(([name, image]) => others[name] !== image);
  const shown = different.length > 0 ? different : entries.slice(0, 1);
  return shown.map(([name, image]) => [span(' '), ...imageSpans(entries.length > 1 ? `${name}: ` : '', image, { other: others?.[name], width })]);
}

function imageSpans(prefix: string, image: string, { other, width }: { other: string | undefined; width: number }): Line {
  const { repository, version } = splitImage(image);
  const before = other === undefined ? undefined : splitImage(other);
  const toneWhere = (differs: boolean): Tone => (differs ? 'accent' : 'dim');
  const room = Math.max(0, width - widthOf(prefix) - widthOf(version) - 1);
  return [
    span(prefix),
    span(cutBefore(repository, room), toneWhere(before !== undefined && before.repository !== repository)),
    span(image.includes('@') ? '@' : ':', 'dim'),
    span(version, toneWhere(before !== undefined && before.version !== version)),
  ];
}

function podLine({ name, health, state, restarts, version }: PodRow, width: number): Line {
  const { mark, tone } = marks[health];
  const restarted = restarts === 0 ? '' : ` ${restarts}×`;
  const says = `${state}${restarted}${version === undefined ? '' : ` ${version}`}`;
  const nameWidth = Math.max(shortestName, width - widthOf(says) - 5);
  const shortName = cutBefore(name, nameWidth);
  return [span(' '), span(mark, tone), span(' '), column(shortName, widthOf(shortName) + 2), span(state, tone), span(restarted, 'warn'), span(version === undefined ? '' : ` ${version}`, 'dim')];
}

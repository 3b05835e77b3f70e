/** What is below the header of a frame, as much of it as there is room for. Pure. */
import type { CanaryView } from './canary-view.ts';
import type { Room } from './frame.ts';
import type { Line } from './line.ts';
import { checksTable } from './parts/checks-table.ts';
import { gatesList } from './parts/gates-list.ts';
import { planTimeline } from './parts/plan-timeline.ts';
import { sideBySide } from './parts/side-by-side.ts';
import { trafficBar } from './parts/traffic-bar.ts';
import type { Sides } from './sides.ts';
import type { Trends } from './trends.ts';

export interface Watched {
  readonly sides: Sides | undefined;
  readonly trends: Trends | undefined;
}

interface Generosity {
  /** An empty line before each section. */
  readonly gaps: boolean;
  /** Pods of each side to show at most; undefined shows neither pods nor images. */
  readonly mostPods: number | undefined;
}

/** From what is best to read to what says only what matters most. */
const generosities: readonly Generosity[] = [
  { gaps: true, mostPods: 6 }, { gaps: true, mostPods: 3 }, { gaps: false, mostPods: 3 }, { gaps: false, mostPods: 2 }, { gaps: false, mostPods: 0 }, { gaps: false, mostPods: undefined },
];

/** The most generous arrangement that fits; the least generous, to be cut off, where none does. */
export function fittingSections(view: CanaryView, watched: Watched, { width, height }: Room): Line[] {
  let lines: Line[] = [];
  for (const generosity of generosities) {
    lines = arrange(view, watched, width, generosity);
    if (lines.length <= height) {
      break;
    }
  }
  return lines;
}

function arrange(view: CanaryView, { sides, trends }: Watched, width: number, { gaps, mostPods }: Generosity): Line[] {
  const gap: Line[] = gaps ? [[]] : [];
  const sections: readonly (readonly Line[])[] = [
    [...trafficBar(view, width), ...(view.plan.length > 0 && view.isUnderWay ? [planTimeline(view, width)] : [])],
    view.checks.length > 0 ? checksTable(view, trends) : [],
    view.gates.length > 0 ? gatesList(view) : [],
    sides === undefined || mostPods === undefined ? [] : sideBySide(sides, { width, mostPods }),
  ];
  return sections.filter(({ length }) => length > 0).flatMap((section) => [...gap, ...section]);
}

import { span } from '../line.ts';
import type { Line, Span } from '../line.ts';
import type { CanaryView, PlannedStep } from '../canary-view.ts';

const looks: Record<PlannedStep['state'], (label: string) => Span> = {
  passed: (label) => span(`✔ ${label}`, 'good'),
  current: (label) => span(`▶ ${label}`, 'strong'),
  ahead: (label) => span(`· ${label}`, 'dim'),
};

/** Every step of the plan in one line, and which one is current. Steps that are far away are left out where the line is too short. */
export function planTimeline({ plan }: Pick<CanaryView, 'plan'>, width: number): Line {
  const current = plan.findIndex(({ state }) => state === 'current');
  const { from, to } = visibleSteps(plan, Math.max(0, current), width - 10);
  const shown = plan.slice(from, to).flatMap(({ label, state }) => [span('  '), looks[state](label)]);
  return [span('steps   '), span(from > 0 ? '  …' : ''), ...shown, span(to < plan.length ? '  …' : '')];
}

/** The widest run of steps around the current one that fits. */
function visibleSteps(plan: CanaryView['plan'], current: number, width: number): { from: number; to: number } {
  const widthOf = (from: number, to: number) => plan.slice(from, to).reduce((sum, { label }) => sum + label.length + 4, 6);
  let from = current;
  let to = Math.min(plan.length, current + 1);
  for (let grown = true; grown;) {
    grown = false;
    if (to < plan.length && widthOf(from, to + 1) <= width) {
      to += 1;
      grown = true;
    }
    if (from > 0 && widthOf(from - 1, to) <= width) {
      from -= 1;
      grown = true;
    }
  }
  return { from, to };
}

/** One canary: where it stands and why, what can be done, and how it came there. */
import { badge } from './badge.ts';
import { h } from './element.ts';
import { plots } from './plots.ts';
import { checksTable, diffPart, eventsTable, gatesTable, rolloutsTable, timeline } from './parts.ts';
import type { Offer, ShownCanary, ShownDetails } from './shown.ts';
import { number, span } from './words.ts';

/** @param details undefined until they have been read. */
export function canaryView(canary: ShownCanary, details: ShownDetails | undefined, now: number): (HTMLElement | undefined)[] {
  return [
    h('p', {}, h('a', { href: '#/' }, '← All canaries')),
    heading(canary, now),
    h('p', { id: 'because', class: `because ${canary.tone}`, role: 'status', 'aria-live': 'polite', 'aria-atomic': true }, canary.because),
    h('p', { class: 'facts' }, facts(canary, details, now).join(' · ')),
    actions(details?.offers ?? []),
    traffic(canary, details),
    plots(canary, now),
    checksTable(canary),
    gatesTable(canary),
    details === undefined ? undefined : diffPart(details, canary.target),
    timeline(canary),
    eventsTable(canary, now),
    details === undefined ? undefined : rolloutsTable(details),
  ];
}

function heading(canary: ShownCanary, now: number): HTMLElement {
  const { name, namespace, startedAt, finishedAt, isUnderWay } = canary;
  const seconds = startedAt === undefined ? undefined : ((isUnderWay || finishedAt === undefined ? now : Date.parse(finishedAt)) - Date.parse(startedAt)) / 1000;
  const lasted = seconds === undefined || (!isUnderWay && finishedAt === undefined) ? undefined : h('span', { class: 'dim' }, isUnderWay ? `for ${span(seconds)}` : `after ${span(seconds)}`);
  return h('div', { class: 'heading' }, h('h1', { id: 'title', tabindex: -1 }, name, h('small', {}, ` ${namespace}`)), badge(canary), lasted);
}

function facts({ target, driver, isUnderWay, nextCheckAt, paused, phase }: ShownCanary, details: ShownDetails | undefined, now: number): string[] {
  const left = nextCheckAt === undefined ? 0 : (Date.parse(nextCheckAt) - now) / 1000;
  const isMoving = isUnderWay || phase === 'Waiting';
  return [
    details?.view.held === true ? `${target} is held: its new template waits, its stable pods serve` : target,
    isMoving ? driverFact(driver, details?.view.isDriven) : '',
    isUnderWay && details?.view.isDriven !== false && paused === undefined && left > 0 ? `next check in ${span(Math.ceil(left))}` : '',
    paused === undefined ? '' : `paused by ${paused.by}`,
  ].filter(Boolean);
}

/** With no driver nothing goes on, and what is commanded is carried out by the dashboard. */
function driverFact(driver: ShownCanary['driver'], isDriven: boolean | undefined): string {
  if (driver === undefined || isDriven === false) {
    return 'nobody drives it: a command is carried out from here, the rest waits for kubectl canary watch';
  }
  return `driven by ${driver.identity}${driver.host === 'cluster' ? ' in the cluster' : ''}`;
}

/** What can not be done now can still be reached, and says why. */
function actions(offers: readonly Offer[]): HTMLElement {
  return h('div', { class: 'buttons', role: 'group', 'aria-label': 'Commands' }, offers.map(({ verb, force, label, refusal }) => h('button', {
    type: 'button', 'data-verb': verb, 'aria-disabled': refusal === undefined ? undefined : 'true', title: refusal,
    class: force || verb === 'abort' || verb === 'revert' ? 'danger' : verb === 'promote' ? 'decisive' : undefined,
  }, label)));
}

function traffic({ weight, isUnderWay }: ShownCanary, details: ShownDetails | undefined): HTMLElement {
  const { stablePods, canaryPods } = details?.view ?? {};
  const pods = (of: typeof stablePods) => (of === undefined ? 'no pods' : `${of.available} of ${of.replicas} pods available`);
  const stable = 100 - weight;
  return h('section', { 'aria-labelledby': 'traffic-title' },
    h('h2', { id: 'traffic-title' }, 'Traffic'),
    h('div', { class: 'traffic', role: 'img', 'aria-label': `${number(stable)} percent on the stable pods, ${number(weight)} percent on the canary` },
      h('progress', { max: 100, value: weight, 'aria-hidden': true })),
    h('dl', { class: 'sides' },
      h('div', { class: 'stable' }, h('dt', {}, 'Stable'), h('dd', {}, h('strong', {}, `${number(stable)} %`), ` ${details === undefined ? '' : pods(stablePods)}`)),
      h('div', { class: 'canary' }, h('dt', {}, 'Canary'), h('dd', {}, h('strong', {}, `${number(weight)} %`), ` ${details === undefined ? '' : pods(canaryPods)}`))),
    plan(isUnderWay, details));
}

const stepWords = { passed: 'passed', current: 'now', ahead: 'ahead' } as const;

function plan(isUnderWay: boolean, details: ShownDetails | undefined): HTMLElement | undefined {
  const steps = details?.view.plan ?? [];
  return steps.length === 0 || !isUnderWay ? undefined : h('ol', { class: 'plan', 'aria-label': 'Steps' }, steps.map(({ label, state }) => h('li', { class: state, 'aria-current': state === 'current' ? 'step' : undefined },
    label.includes('/') ? label : `${label} %`, h('span', { class: 'hidden' }, ` ${stepWords[state]}`))));
}

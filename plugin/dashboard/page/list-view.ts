/** All canaries, one row each. */
import { h, svg } from './element.ts';
import { badge } from './badge.ts';
import type { About, ShownCanary } from './shown.ts';
import { ago, number } from './words.ts';

/** Those that are under way come first. */
export function listView(canaries: readonly ShownCanary[], about: About | undefined, now: number): HTMLElement[] {
  const where = about?.namespace === undefined ? 'in all namespaces' : `in namespace ${about.namespace}`;
  const title = h('h1', { id: 'title', tabindex: -1 }, 'Canaries ', h('small', {}, where));
  if (canaries.length === 0) {
    return [title, h('p', { class: 'empty' }, `There are no canaries ${where}. `, h('code', {}, 'kubectl canary init deployment/NAME'), ' writes one for a Deployment that is there.')];
  }
  return [title, h('div', { class: 'scroll' }, h('table', { class: 'list', 'aria-labelledby': 'title' },
    h('thead', {}, h('tr', {}, ['Name', 'Status', 'Traffic', 'Because', 'Since'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, [...canaries].sort(byUrgency).map((canary) => row(canary, now)))))];
}

function row(canary: ShownCanary, now: number): HTMLElement {
  const { namespace, name, target, because, weight, lastTransitionAt } = canary;
  return h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: `#/${namespace}/${name}` }, name), h('small', {}, `${namespace} · ${target}`)),
    h('td', {}, badge(canary)),
    h('td', { class: 'share' }, share(weight, `Traffic on the canary of ${name}`), h('span', {}, `${number(weight)} %`)),
    h('td', { class: 'text' }, because),
    h('td', { class: 'age' }, h('time', { datetime: lastTransitionAt }, ago(lastTransitionAt, now))));
}

/** A meter; browsers agree neither on how theirs is styled nor on its height. */
function share(weight: number, label: string): SVGElement {
  return svg('svg', { 'class': 'meter', 'viewBox': '0 0 100 10', 'preserveAspectRatio': 'none', 'role': 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': weight },
    svg('rect', { width: 100, height: 10 }), svg('rect', { class: 'canary', width: weight, height: 10 }));
}

function byUrgency(a: ShownCanary, b: ShownCanary): number {
  return rank(a) - rank(b) || a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name);
}

function rank({ isUnderWay, tone }: ShownCanary): number {
  return isUnderWay ? 0 : tone === 'bad' || tone === 'warn' ? 1 : 2;
}

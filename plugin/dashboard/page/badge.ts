import { h } from './element.ts';
import type { ShownCanary } from './shown.ts';

/** The phase, and whether it is paused: in words, with a colour besides. */
export function badge({ phase, tone, paused }: Pick<ShownCanary, 'phase' | 'tone' | 'paused'>): HTMLElement {
  return h('span', { class: `badge ${paused === undefined ? tone : 'warn'}` }, paused === undefined ? phase : `${phase}, paused`);
}

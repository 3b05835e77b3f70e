/** What each overlay shows, by its name in the state of the screen. */
export { diff } from './diff.ts';
export { events } from './events.ts';
export { help } from './help.ts';
export { logs } from './logs.ts';
export { metrics } from './metrics.ts';

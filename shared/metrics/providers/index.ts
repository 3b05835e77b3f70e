/** Every metric provider, one line each. */
export { prometheus } from './prometheus.ts';
export { scrape } from './scrape.ts';

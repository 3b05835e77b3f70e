/** Every task, one line each. */
export { bash } from './bash.ts';
export { cmd } from './cmd.ts';
export { http } from './http.ts';

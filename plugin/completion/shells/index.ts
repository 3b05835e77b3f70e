/** Every shell, one line each. */
export { bash } from './bash.ts';
export { fish } from './fish.ts';
export { powershell } from './powershell.ts';
export { zsh } from './zsh.ts';

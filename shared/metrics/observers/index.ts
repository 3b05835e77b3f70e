/** Every observer, one line each. */
export { kubernetes } from './kubernetes.ts';
export { traefik } from './traefik.ts';

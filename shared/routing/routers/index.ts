export { kubernetes } from './kubernetes.ts';
export { traefik } from './traefik.ts';

/** The API group of our kinds. */
export const group = 'kubectl-canary.dev';
/** The only served version. */
export const version = 'v1beta1';
export const apiVersion = `${group}/${version}`;
/** Where the in-cluster parts run. */
export const systemNamespace = 'kubectl-canary-system';
/** Field manager of our server-side applies. */
export const fieldManager = 'kubectl-canary';

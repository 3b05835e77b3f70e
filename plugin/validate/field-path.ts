/** The parts of a path as the API server writes it: `spec.analysis.metrics[0].name`, `metadata.labels[app.kubernetes.io/name]`. */
export function segmentsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, bracketed, plain = '']) => (bracketed === undefined ? plain : /^\d+$/.test(bracketed) ? Number(bracketed) : bracketed.replace(/^"|"$/g, '')));
}

/** What stands at a path of an object; undefined where nothing does. */
export function valueAt(object: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, key) => (at === null || typeof at !== 'object' ? undefined : (at as Record<string | number, unknown>)[key]), object);
}

/** The fields that say something: Kubernetes leaves out of a status what is 0, empty or not known. */
export function withoutZeros<T extends object>(status: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(status).filter(([, value]) => !isZero(value))) as T;
}

function isZero(value: unknown): boolean {
  return value === undefined || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);
}

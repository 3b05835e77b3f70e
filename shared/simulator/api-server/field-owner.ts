import type { Call } from './request.ts';

/** Whose the written fields are: who says so, or else the program by its User-Agent. */
export function fieldOwner({ query, headers }: Pick<Call, 'query' | 'headers'>): string {
  const named = query.get('fieldManager') ?? '';
  return named !== '' ? named : (headers['user-agent'] ?? 'unknown').split('/')[0]!;
}

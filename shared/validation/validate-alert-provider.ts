import type { AlertProvider } from '../api/alert-provider.ts';
import { denied } from './problem.ts';
import type { Problem } from './problem.ts';

const addresses = ['address', 'proxy'] as const;

/** All that is wrong with an AlertProvider: can it be written to at all? Pure. */
export function validateAlertProvider({ spec }: AlertProvider): Problem[] {
  return addresses.flatMap((field) => {
    const value = spec[field];
    return value === undefined || URL.canParse(value) ? [] : [denied({ path: `spec.${field}`, value, expected: 'an address such as https://chat.example.com/hooks/1' })];
  });
}

import * as providers from './providers/index.ts';
import type { MetricProvider } from './provider.ts';

const known: MetricProvider[] = Object.values(providers satisfies Record<string, MetricProvider>);

/** The names that `provider.type` of a MetricTemplate may have. */
export const templateProviders: readonly string[] = known.filter(({ answers }) => answers.includes('query')).map(({ name }) => name);

/** The metric provider of this name, or undefined; there is no default. */
export function providerFor(name: string): MetricProvider | undefined {
  return known.find((provider) => provider.name === name);
}

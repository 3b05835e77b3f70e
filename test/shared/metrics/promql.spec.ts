import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import * as observers from '../../../shared/metrics/observers/index.ts';
import { promqlOf } from '../../../shared/metrics/promql.ts';
import { builtinChecks } from '../../../shared/metrics/builtin.ts';
import { observedWorkload } from '../../../shared/metrics/resolve-check.ts';
import { aCanary } from '../../builders/a-canary.ts';

const canary = aCanary().named('web.v2').serving({ name: 'front', port: 80 }).build();

describe('shared/metrics/promql.ts', () => {
  for (const observer of Object.values(observers)) {
    it(`asks for the requests that ${observer.name} counts as its golden file has it`, () => {
      const golden = new URL(`../../goldens/promql/${observer.name}.promql`, import.meta.url);
      const rendered = builtinChecks
        .map((check) => `# ${check}\n${promqlOf({ kind: 'builtin', check, observer, workload: observedWorkload(canary), intervalSeconds: 90 })}\n`)
        .join('');
      expect(existsSync(golden) ? readFileSync(golden, 'utf8') : `test/goldens/promql/${observer.name}.promql is missing`).to.equal(rendered);
    });
  }

  it('has a window of at least a second, as Prometheus wants whole numbers', () => {
    const question = { kind: 'builtin', check: 'request-duration', observer: observers.traefik, workload: observedWorkload(canary), intervalSeconds: 0.2 } as const;
    expect(promqlOf(question)).to.contain('[1s]');
  });
});

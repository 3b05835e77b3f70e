import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { formatFor } from '../../../plugin/view/format-for.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import type { Canary, CanaryStatus } from '../../../shared/api/canary.ts';
import { promotedCondition } from '../../../shared/engine/phases.ts';
import { aCanary } from '../../builders/a-canary.ts';

/** `plugin/view/canary.schema.json` is what this file makes; here it is tried on what is printed. */
describe('plugin/reference/canary-schema.ts', () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../../plugin/view/canary.schema.json'), 'utf8')) as object;
  const fits = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const page = { now: new Date(0), width: Infinity, paint: unpainted, namespaces: true };
  const subject = (canary: Canary) => ({ canary, view: canaryView(canary) });
  const read = (lines: readonly string[]) => JSON.parse(lines.join('\n')) as Record<string, unknown>;
  const wrong = (value: unknown) => (fits(value) ? [] : (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));

  const at = '2026-01-01T00:00:00Z';
  const whole: CanaryStatus = {
    observedGeneration: 1, because: 'step 2 of 5', failure: 'no', failedChecks: 1, unknownChecks: 0, canaryWeight: 20, iterations: 0, step: 1, stepPassed: true,
    startedAt: at, finishedAt: at, nextCheckAt: at, lastTransitionTime: at, lastAppliedSpec: 'a', lastPromotedSpec: 'b',
    checks: [{ name: 'c', verdict: 'passed', value: 99.5, min: 99, unit: '%', at }], gates: [{ name: 'g', type: 'confirm-promotion', state: 'closed', message: 'no', at }],
    history: [{ at, phase: 'Progressing', weight: 20, because: 'step 2 of 5' }], driver: { identity: 'jane@laptop-1', host: 'operator', user: 'jane', since: at },
    command: { verb: 'pause', by: 'jane', at }, paused: { by: 'jane', at }, rollouts: [{ startedAt: at, template: 'a', result: 'promoted', endedAt: at }],
    conditions: [{ type: 'Promoted', status: 'True', reason: 'Succeeded', message: 'yes', lastTransitionTime: at, lastUpdateTime: at }],
  } as CanaryStatus;

  const phases = ['', ...Object.keys(promotedCondition)] as NonNullable<CanaryStatus['phase']>[];
  for (const phase of phases) {
    it(`describes what list and status print of ${phase || 'a new one'}`, () => {
      const canaries = [aCanary().inPhase(phase, whole).build(), aCanary().inPhase(phase).build(), aCanary().build()].map(subject);
      expect(wrong(read(formatFor('json').list(canaries, page)))).to.deep.equal([]);
      for (const each of canaries) {
        expect(wrong(read(formatFor('json').one(each, page)))).to.deep.equal([]);
      }
    });
  }

  it('refuses what is not described', () => {
    const printed = read(formatFor('json').one(subject(aCanary().inPhase('Failed').build()), page));
    const twisted: object[] = [{ ...printed, kind: 'Other' }, { ...printed, extra: 1 }, { ...printed, status: { phase: 'Nonsense' } }, { ...printed, status: { unheardOf: 1 } }, { ...printed, spec: {} }];
    expect(twisted.filter((value) => wrong(value).length === 0)).to.deep.equal([]);
  });
});

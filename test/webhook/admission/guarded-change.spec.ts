import { expect } from 'chai';
import type { Canary } from '../../../shared/api/canary.ts';
import { guardedChange, isWorkloadUpdate } from '../../../webhook/admission/guarded-change.ts';
import { parseReview } from '../../../webhook/admission/review.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import { aReview } from '../../builders/a-review.ts';
import type { ReviewOptions } from '../../builders/a-review.ts';

const object = aDeployment().image('podinfo:2').build();
const oldObject = aDeployment().build();
const review = (options: Partial<ReviewOptions> = {}) => parseReview(JSON.stringify(aReview({ object, oldObject, ...options })));
const second = aCanary().with({ metadata: { name: 'second', creationTimestamp: '2026-01-02T00:00:00Z' } });
const first = aCanary().with({ metadata: { name: 'the-first', creationTimestamp: '2026-01-01T00:00:00Z' } });

describe('webhook/admission/guarded-change.ts', () => {
  describe('isWorkloadUpdate', () => {
    const others: [string, Partial<ReviewOptions>][] = [
      ['a CREATE', { operation: 'CREATE', oldObject: null }],
      ['a DELETE', { operation: 'DELETE', object: null }],
      ['a change of its scale', { subResource: 'scale' }],
      ['a change of its status', { subResource: 'status' }],
      ['a kind that cannot be held', { object: { ...object, kind: 'CronJob' } }],
      ['a Deployment of another group', { object: { ...object, apiVersion: 'example.com/v1' } }],
      ['a Deployment of no group', { object: { ...object, apiVersion: 'v1' } }],
    ];
    for (const [title, options] of others) {
      it(`is not about ${title}`, () => expect(isWorkloadUpdate(review(options))).to.equal(false));
    }
    it('is about the change of a Deployment', () => expect(isWorkloadUpdate(review())).to.equal(true));
  });

  describe('guardedChange', () => {
    const cases: [string, Canary[], string | undefined][] = [
      ['none where there is no Canary', [], undefined],
      ['the Canary that targets it', [aCanary().targeting('other').build(), aCanary().build()], 'podinfo'],
      ['none of another namespace', [aCanary().inNamespace('prod').build()], undefined],
      ['none of another kind', [aCanary().targeting('podinfo', 'DaemonSet').build()], undefined],
      ['none that is being deleted', [aCanary().goingAway().build()], undefined],
      ['a suspended one too: changes are held all the same', [aCanary().specified({ suspend: true }).build()], 'podinfo'],
      ['the older of two', [second.build(), first.build()], 'the-first'],
    ];
    for (const [title, canaries, name] of cases) {
      it(`finds ${title}`, () => expect(guardedChange(review(), canaries)?.canary.metadata.name).to.equal(name));
    }

    it('finds the one of two that holds it', () => {
      const held = review({ object: aDeployment().held('podinfo:3', { by: 'second' }).build(), oldObject: aDeployment().held('podinfo:2', { by: 'second' }).build() });
      expect(guardedChange(held, [first.build(), second.build()])?.canary.metadata.name).to.equal('second');
    });
  });
});

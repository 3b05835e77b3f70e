import { expect } from 'chai';
import * as names from '../../../shared/api/annotations.ts';
import { denyWhileRolling } from '../../../webhook/handlers/deny-while-rolling.ts';
import { holdWorkload } from '../../../webhook/handlers/hold-workload.ts';
import { templateHash } from '../../../shared/workloads/template-hash.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { aDeployment } from '../../builders/a-deployment.ts';
import type { DeploymentBuilder, DeploymentObject } from '../../builders/a-deployment.ts';
import { answered, shownAnswer } from '../../builders/answered.ts';
import { FakeKube } from '../../builders/fake-kube.ts';
import { expectGolden } from '../../builders/golden.ts';

const canaries = [aCanary().build()];
const stable = aDeployment();
const changed = stable.image('podinfo:2');
const held = stable.held('podinfo:2');
const waiting = templateHash(changed.build().spec.template);
const bypassing = changed.annotated({ [names.bypass]: 'hotfix\n42' });

describe('webhook/handlers/hold-workload.ts', () => {
  const cases: [string, DeploymentBuilder, DeploymentBuilder, string][] = [
    ['a new image', stable, changed, 'held'],
    ['an apply that drops the hold', held, changed, 'held-again'],
    ['the stable template again', held, held.image('podinfo:1'), 'lifted'],
    ['a release', held, held.with({ spec: { paused: null } }).annotated({ [names.promote]: waiting }), 'released'],
    ['a bypass', stable, bypassing, 'bypassed'],
    ['nothing to protect', stable.available(0), changed, 'passed'],
    ['a scaling', stable, stable.replicas(5), 'untouched'],
    ['letters of all kinds', stable.inNamespace('test').named('ünï-😀'), stable.named('ünï-😀').image('поди/Ж:2'), 'held'],
  ];
  for (const [title, old, wanted, verdict] of cases) {
    it(`answers ${title} as its golden says`, async () => {
      const answer = await answered(holdWorkload, { oldObject: old.build(), object: wanted.build() }, { canaries: [aCanary().named(old.build().metadata.name).build()] });
      expect(answer.verdict).to.equal(verdict);
      expectGolden(`admission/${title.replaceAll(' ', '-')}.json`, shownAnswer(answer));
    });
  }

  it('leaves alone what no Canary targets', async () => {
    expect(await answered(holdWorkload, { oldObject: stable.build(), object: changed.build() })).to.deep.equal({ response: { allowed: true }, verdict: 'allowed' });
  });

  it('calls nobody while it answers', async () => {
    const kube = new FakeKube();
    await answered(holdWorkload, { oldObject: stable.build(), object: bypassing.build() }, { canaries, kube });
    expect(kube.calls).to.deep.equal([]);
  });

  it('tells of a bypass afterwards: who asked for it, and why', async () => {
    const kube = new FakeKube();
    const { afterwards } = await answered(holdWorkload, { oldObject: stable.build(), object: bypassing.build() }, { canaries, kube });
    await afterwards?.();
    expect(kube.writes).to.have.length(1);
    expect(kube.writes[0]?.body).to.deep.include({ kind: 'Event', type: 'Warning', reason: 'BypassRequested', message: 'jane asked to change deployment/podinfo without analysis: hotfix\n42' })
      .and.to.have.nested.property('involvedObject.kind', 'Canary');
  });

  /** The change as the API server asks about it next: as we have patched it. */
  const consumed = bypassing.annotated({ [names.bypass]: null, [names.bypassed]: `${waiting}: hotfix 42` });

  it('tells of it once, though admission may ask again about what we have changed', async () => {
    const answer = await answered(holdWorkload, { oldObject: stable.build(), object: consumed.build() }, { canaries });
    expect(answer).to.deep.include({ verdict: 'bypassed' }).and.to.not.have.property('afterwards');
    expect(answer.response).to.not.have.property('patch');
  });

  it('lets a bypass through that comes while the target rolls, in both of its reviews', async () => {
    const rolling: DeploymentObject = stable.rolling(1).build();
    expect((await answered(holdWorkload, { oldObject: rolling, object: bypassing.build() }, { canaries })).verdict).to.equal('bypassed');
    expect((await answered(denyWhileRolling, { oldObject: rolling, object: consumed.build() }, { canaries })).verdict).to.equal('allowed');
  });
});

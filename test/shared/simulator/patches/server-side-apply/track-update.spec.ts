import { expect } from 'chai';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { applyConfiguration } from '../../../../../shared/simulator/patches/server-side-apply/apply-configuration.ts';
import { mergePatch } from '../../../../../shared/simulator/patches/merge-patch.ts';
import { trackUpdate } from '../../../../../shared/simulator/patches/server-side-apply/track-update.ts';
import { aDeployment, aThing, deployments, owners, things } from '../sample-definitions.ts';

const spec = { replicas: 1, selector: { matchLabels: { app: 'web' } }, strategy: { rollingUpdate: { maxSurge: '25%' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'app:1' }] } } };
const made = track('kubectl-create', undefined, aDeployment(spec, { uid: '1', creationTimestamp: 'then', generation: 1, finalizers: ['x/1'] }));

function track(manager: string, before: ApiObject | undefined, after: ApiObject, { subresource, time = `${manager}'s time` }: { subresource?: string; time?: string } = {}): ApiObject {
  return trackUpdate({ definition: after.kind === 'Thing' ? things : deployments, before, after, manager, time, ...(subresource === undefined ? {} : { subresource }) });
}

/** After a merge patch by this manager. */
function patch(manager: string, before: ApiObject, change: object, options: { subresource?: string; time?: string } = {}): ApiObject {
  return track(manager, before, mergePatch(before, change) as ApiObject, options);
}

describe('shared/simulator/patches/server-side-apply/track-update.ts', () => {
  it('gives who creates an object all of it but what is always there and what the server writes', () => {
    expect(owners(made)).to.deep.equal({
      'kubectl-create Update': {
        'f:metadata': { 'f:finalizers': { '.': {}, 'v:"x/1"': {} } },
        'f:spec': {
          'f:replicas': {},
          'f:selector': {},
          'f:strategy': { 'f:rollingUpdate': { '.': {}, 'f:maxSurge': {} } },
          'f:template': { 'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } }, 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} } } } },
        },
      },
    });
  });

  it('gives who creates a custom resource what is written', () => {
    expect(owners(track('one', undefined, aThing({ strings: { a: '1' } })))).to.deep.equal({ 'one Update': { 'f:spec': { '.': {}, 'f:strings': { '.': {}, 'f:a': {} } } } });
  });

  it('gives what is changed or added to who does it, and takes it from others', () => {
    const after = patch('kubectl-edit', made, { spec: { replicas: 3, paused: true }, metadata: { annotations: { k: 'v' } } });
    expect(owners(after)['kubectl-edit Update']).to.deep.equal({ 'f:metadata': { 'f:annotations': { '.': {}, 'f:k': {} } }, 'f:spec': { 'f:paused': {}, 'f:replicas': {} } });
    expect(owners(after)['kubectl-create Update']).not.to.have.nested.property('f:spec.f:replicas');
    expect(after.metadata.managedFields?.map(({ time }) => time)).to.deep.equal(["kubectl-create's time", "kubectl-edit's time"]);
  });

  it('adds to the entry that a manager has, and to its time', () => {
    const after = patch('kubectl-edit', patch('kubectl-edit', made, { spec: { replicas: 3 } }), { spec: { paused: true } }, { time: 'x later' });
    expect(owners(after)['kubectl-edit Update']).to.deep.equal({ 'f:spec': { 'f:paused': {}, 'f:replicas': {} } });
    expect(after.metadata.managedFields?.at(-1)?.time).to.equal('x later');
  });

  it('drops the entry of who owns nothing any more, whoever took it away', () => {
    const annotated = patch('kubectl-annotate', made, { metadata: { annotations: { x: 'y' } } });
    const labelled = patch('kubectl-label', annotated, { metadata: { labels: { a: 'b' } } });
    const after = patch('another', labelled, { metadata: { annotations: null } });
    expect(Object.keys(owners(after))).to.deep.equal(['kubectl-create Update', 'kubectl-label Update']);
  });

  it('changes no entry and no time where nothing changes', () => {
    expect(patch('kubectl-edit', made, { spec: { replicas: 1 } })).to.deep.equal(made);
  });

  it('tells updates through a subresource from others, and leaves the status to its own', () => {
    const after = patch('controller', made, { status: { replicas: 1 } }, { subresource: 'status' });
    expect(owners(after)['controller Update status']).to.deep.equal({ 'f:status': { 'f:replicas': {} } });
    expect(owners(patch('controller', made, { status: { replicas: 1 } }))).to.deep.equal(owners(made));
    const noted = patch('controller', made, { metadata: { annotations: { revision: '1' } }, status: { replicas: 1 } }, { subresource: 'status' });
    expect(owners(noted)['controller Update status']).to.deep.equal({ 'f:metadata': { 'f:annotations': { '.': {}, 'f:revision': {} } }, 'f:status': { 'f:replicas': {} } });
  });

  it('takes the replicas from who applied them when they are scaled, without a time', () => {
    const live = applyConfiguration({ definition: deployments, live: undefined, configuration: aDeployment(spec), manager: 'one', force: false, time: 'then' });
    const scaled = patch('kubectl', live, { spec: { replicas: 2 } }, { subresource: 'scale' });
    expect(scaled.metadata.managedFields?.at(-1)).to.deep.equal({ manager: 'kubectl', operation: 'Update', apiVersion: 'apps/v1', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { 'f:replicas': {} } }, subresource: 'scale' });
    expect(owners(scaled)['one Apply']).not.to.have.nested.property('f:spec.f:replicas');
    expect(Object.keys(owners(patch('kubectl', scaled, { spec: { replicas: 0 } }, { subresource: 'scale' })))).to.deep.equal(['one Apply']);
  });

  describe('metadata.managedFields of the request', () => {
    for (const reset of [[], [{}]]) {
      it(`forgets who owns what for ${JSON.stringify(reset)}, until the next apply`, () => {
        const after = patch('kubectl-edit', made, { metadata: { managedFields: reset }, spec: { replicas: 2 } });
        expect(after.metadata).not.to.have.property('managedFields');
        expect(patch('kubectl-edit', after, { spec: { replicas: 3 } }).metadata).not.to.have.property('managedFields');
      });
    }

    it('may rename a manager, as kubectl does when it goes over to server-side apply', () => {
      const managedFields = made.metadata.managedFields?.map((entry) => ({ ...entry, manager: 'kubectl', operation: 'Apply' as const }));
      expect(owners(patch('kubectl', made, { metadata: { managedFields } }))).to.deep.equal({ 'kubectl Apply': owners(made)['kubectl-create Update'] });
    });

    for (const [what, managedFields] of [['absent', null], ['nonsense', [{ manager: 'x', operation: 'Steal' }]]] as const) {
      it(`is the object's where it is ${what}`, () => {
        expect(owners(patch('kubectl-edit', made, { metadata: { managedFields } }))).to.deep.equal(owners(made));
      });
    }

    it('is ignored through a subresource', () => {
      expect(owners(patch('kubectl-edit', made, { metadata: { managedFields: [] } }, { subresource: 'status' }))).to.deep.equal(owners(made));
    });
  });

  it('has those who apply first, then the older first, and calls nobody `unknown`', () => {
    const applied = applyConfiguration({ definition: deployments, live: patch('', made, { spec: { paused: true } }, { time: 'a' }), configuration: aDeployment({ replicas: 1 }), manager: 'git', force: false, time: 'z' });
    expect(Object.keys(owners(applied))).to.deep.equal(['git Apply', 'unknown Update', 'kubectl-create Update']);
  });
});

import { expect } from 'chai';
import { randomJson } from '../../../../builders/random-json.ts';
import type { RandomJson } from '../../../../builders/random-json.ts';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../../shared/simulator/api-server/api-status.ts';
import { applyConfiguration } from '../../../../../shared/simulator/patches/server-side-apply/apply-configuration.ts';
import type { ApplyOptions } from '../../../../../shared/simulator/patches/server-side-apply/apply-configuration.ts';
import { fieldsOfValue } from '../../../../../shared/simulator/patches/server-side-apply/fields-of-value.ts';
import { difference, fromFieldsV1, toFieldsV1 } from '../../../../../shared/simulator/patches/server-side-apply/field-set.ts';
import { ownableFields } from '../../../../../shared/simulator/patches/server-side-apply/ownable-fields.ts';
import { rootPlace } from '../../../../../shared/simulator/patches/server-side-apply/structure.ts';
import { trackUpdate } from '../../../../../shared/simulator/patches/server-side-apply/track-update.ts';
import { aDeployment, aThing, deployments, owners, things } from '../sample-definitions.ts';

function apply(manager: string, configuration: ApiObject, live?: ApiObject, more: Partial<ApplyOptions> = {}): ApiObject {
  const definition = configuration.kind === 'Thing' ? things : deployments;
  return applyConfiguration({ definition, live, configuration, manager, force: false, time: `${manager}'s time`, ...more });
}

function update(manager: string, before: ApiObject, after: ApiObject, subresource?: string): ApiObject {
  return trackUpdate({ definition: deployments, before, after: { ...after, metadata: { ...before.metadata, ...after.metadata } }, manager, time: `${manager}'s time`, ...(subresource === undefined ? {} : { subresource }) });
}

function conflictOf(act: () => unknown): { message: string; causes: unknown } {
  try {
    act();
  } catch (error) {
    expect(error).to.be.instanceOf(ApiStatus).with.property('code', 409);
    const { message, reason, details } = error as ApiStatus;
    expect(reason).to.equal('Conflict');
    return { message, causes: details?.causes };
  }
  throw new Error('there was no conflict');
}

const containers = [{ name: 'web', image: 'app:1', ports: [{ containerPort: 80, name: 'http' }], env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] }];
const spec = { replicas: 0, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers, tolerations: [{ key: 'x', operator: 'Exists' }] } } };
const configuration = aDeployment(spec, { labels: { team: 'a' } });
const leaner = aDeployment({ selector: spec.selector, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'app:1', env: [{ name: 'B', value: '2' }] }] } } });

describe('shared/simulator/patches/server-side-apply/apply-configuration.ts', () => {
  it('makes the object, and who applies owns what is in the configuration', () => {
    const made = apply('one', configuration);
    expect({ ...made, metadata: { ...made.metadata, managedFields: undefined } }).to.deep.equal({ ...configuration, metadata: { ...configuration.metadata, managedFields: undefined } });
    expect(made.metadata.managedFields).to.deep.equal([{
      manager: 'one', operation: 'Apply', apiVersion: 'apps/v1', time: "one's time", fieldsType: 'FieldsV1',
      fieldsV1: {
        'f:metadata': { 'f:labels': { 'f:team': {} } },
        'f:spec': {
          'f:replicas': {},
          'f:selector': {},
          'f:template': {
            'f:metadata': { 'f:labels': { 'f:app': {} } },
            'f:spec': {
              'f:containers': {
                'k:{"name":"web"}': {
                  '.': {},
                  'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:name': {}, 'f:value': {} }, 'k:{"name":"B"}': { '.': {}, 'f:name': {}, 'f:value': {} } },
                  'f:image': {},
                  'f:name': {},
                  'f:ports': { 'k:{"containerPort":80,"protocol":"TCP"}': { '.': {}, 'f:containerPort': {}, 'f:name': {} } },
                },
              },
              'f:tolerations': {},
            },
          },
        },
      },
    }]);
  });

  it('changes nothing when the same is applied again', () => {
    const live = apply('one', configuration);
    expect(apply('one', configuration, live, { time: 'later' })).to.equal(live);
  });

  it('lets a second manager own the same values, without a time as it has changed none', () => {
    const live = apply('two', configuration, apply('one', configuration));
    expect(live.metadata.managedFields?.map(({ manager, time }) => [manager, time])).to.deep.equal([['two', undefined], ['one', "one's time"]]);
    expect(owners(live)['two Apply']).to.deep.equal(owners(live)['one Apply']);
    expect(apply('two', configuration, live, { time: 'later' })).to.equal(live);
  });

  it('leaves the live object and the configuration as they are', () => {
    const [live, sent] = [apply('one', configuration), structuredClone(leaner)];
    const before = structuredClone(live);
    apply('one', leaner, live);
    expect([live, leaner]).to.deep.equal([before, sent]);
  });

  describe('conflicts', () => {
    const other = aDeployment({ ...spec, template: { ...spec.template, spec: { containers: [{ ...containers[0], image: 'app:2' }] } } }, { labels: { team: 'b' } });

    it('names all fields that others own and would not agree on', () => {
      const live = apply('two', configuration, apply('one', configuration));
      const { message, causes } = conflictOf(() => apply('three', other, live));
      const image = '.spec.template.spec.containers[name="web"].image';
      expect(message).to.equal(`Apply failed with 4 conflicts: conflicts with "one":\n- .metadata.labels.team\n- ${image}\nconflicts with "two":\n- .metadata.labels.team\n- ${image}`);
      expect(causes).to.deep.equal(['one', 'two'].flatMap((manager) => ['.metadata.labels.team', image].map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with "${manager}"`, field }))));
    });

    it('says how an updater came to own a field', () => {
      const live = apply('one', configuration);
      const scaled = update('kubectl', live, { ...live, spec: { ...spec, replicas: 2 } }, 'scale');
      expect(conflictOf(() => apply('one', configuration, scaled)).message).to.equal('Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas');
      const paused = update('kubectl-rollout', live, { ...live, spec: { ...spec, paused: true } });
      expect(conflictOf(() => apply('one', aDeployment({ ...spec, paused: false }), paused)).message).to.equal('Apply failed with 1 conflict: conflict with "kubectl-rollout" using apps/v1: .spec.paused');
    });

    it('arise where null would take away what another owns', () => {
      expect(conflictOf(() => apply('two', aDeployment({ replicas: null }), apply('one', configuration))).causes).to.deep.equal([{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.spec.replicas' }]);
    });

    it('are settled by force: the others own those fields no more', () => {
      const live = apply('two', other, apply('one', configuration), { force: true });
      expect(live.metadata.labels).to.deep.equal({ team: 'b' });
      expect(owners(live)['one Apply']).not.to.have.property('f:metadata');
      expect(owners(live)['one Apply']).to.have.nested.property('f:spec.f:replicas');
    });
  });

  describe('what a manager applies no more', () => {
    it('goes', () => {
      const live = apply('one', leaner, apply('one', configuration));
      expect({ ...live, metadata: { ...live.metadata, managedFields: undefined } }).to.deep.equal({ ...leaner, metadata: { ...leaner.metadata, managedFields: undefined } });
    });

    it('stays where another owns it, as do fields of others in a list item that goes', () => {
      const two = apply('two', aDeployment({ replicas: 0, template: { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: '1' }] }] } } }), apply('one', configuration));
      const live = apply('one', aDeployment({ selector: spec.selector }), two);
      expect(live['spec']).to.deep.equal({ replicas: 0, selector: spec.selector, template: { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: '1' }] }] } } });
    });

    it('goes with what defaults have added to it, but what was never in a configuration stays', () => {
      const live = apply('one', aDeployment({ template: { spec: { containers: [{ name: 'web', image: 'app:1' }, { name: 'log', image: 'log:1' }] } } }));
      const admitted = { ...live, spec: { paused: true, template: { spec: { containers: [{ name: 'web', image: 'app:1' }, { name: 'log', image: 'log:1', args: ['added'] }] } } } };
      expect(apply('one', aDeployment({ template: { spec: { containers: [{ name: 'web', image: 'app:1' }] } } }), admitted)['spec']).to.deep.equal({ paused: true, template: { spec: { containers: [{ name: 'web', image: 'app:1' }] } } });
    });

    it('leaves null in a custom resource where it was all there was, and nothing in a built-in kind', () => {
      const emptied = apply('one', aThing({ objects: { one: {} } }), apply('one', aThing({ objects: { one: { a: 'q' } } })));
      expect(emptied['spec']).to.deep.equal({ objects: { one: null } });
      const bare = apply('one', aDeployment({ template: { metadata: { labels: {} } } }), apply('one', aDeployment({ template: { metadata: { labels: { app: 'web' } } } })));
      expect(bare['spec']).to.deep.equal({ template: { metadata: {} } });
    });
  });

  it('gives what was there before the first apply to somebody nameless', () => {
    const live = apply('one', aDeployment({ replicas: 2 }), aDeployment({ replicas: 2, template: { spec: { containers: [{ name: 'web', image: 'app:1' }] } } }, { uid: '1' }));
    expect(live.metadata.managedFields?.map(({ manager, operation, time }) => [manager, operation, time])).to.deep.equal([['one', 'Apply', undefined], ['before-first-apply', 'Update', "one's time"]]);
    expect(owners(live)['before-first-apply Update']).to.deep.equal({ 'f:spec': { 'f:replicas': {}, 'f:template': { 'f:spec': { 'f:containers': { 'k:{"name":"web"}': { '.': {}, 'f:image': {}, 'f:name': {} } } } } } });
  });

  it('lets a status be owned only through its subresource, and nothing else there', () => {
    const whole = { ...aThing({ port: 1 }, { labels: { a: 'b' } }), status: { phase: 'Ready' } };
    expect(owners(apply('one', whole))['one Apply']).to.deep.equal({ 'f:metadata': { 'f:labels': { 'f:a': {} } }, 'f:spec': { 'f:port': {} } });
    expect(owners(apply('one', whole, undefined, { subresource: 'status' }))).to.deep.equal({ 'one Apply status': { 'f:status': { 'f:phase': {} } } });
  });

  it('drops nulls from built-in kinds: a template as kubectl writes it changes nothing', () => {
    const written = aDeployment({ ...spec, template: { ...spec.template, metadata: { labels: { app: 'web' }, creationTimestamp: null } } }, { labels: { team: 'a' } });
    const live = apply('one', written);
    expect(live['spec']).to.deep.equal(spec);
    expect(apply('one', written, live, { time: 'later' })).to.equal(live);
  });

  describe('any configurations, by turns', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      it(`are idempotent, and their managers own what is in them (seed ${seed})`, () => {
        const random = randomJson(seed);
        let live: ApiObject | undefined;
        for (const manager of ['one', 'two', 'one', 'three', 'two', 'one']) {
          const next = aThing(randomSpec(random));
          live = apply(manager, next, live, { force: true });
          expect(apply(manager, next, live, { time: 'later' })).to.equal(live);
          const leaves = ownableFields(fieldsOfValue(next, rootPlace(things)));
          expect(toFieldsV1(difference(leaves, fromFieldsV1(owners(live)[`${manager} Apply`])))).to.deep.equal({});
        }
      });
    }
  });
});

function randomSpec({ pick }: RandomJson): object {
  const fields = {
    open: pick([undefined, { a: 1 }, { a: { b: 'c' } }, { a: [1], d: {} }]),
    strings: pick([undefined, { a: '1' }, { a: '2', b: '3' }]),
    objects: pick([undefined, { one: { a: 'q' } }, { one: { b: 'r' }, two: { a: 's' } }]),
    set: pick([undefined, ['a', 'b'], ['b'], ['c', 'b', 'a']]),
    map: pick([undefined, [{ key: 'x', value: '1' }], [{ key: 'y' }, { key: 'x', kind: 'L' }]]),
    list: pick([undefined, [{ a: '1' }], []]),
    atom: pick([undefined, { a: '1' }, { b: '2' }]),
    port: pick([undefined, 1, 'http']),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

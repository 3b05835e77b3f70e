import { expect } from 'chai';
import { ApiStatus } from '../../../../../shared/simulator/api-server/api-status.ts';
import { checkConfiguration } from '../../../../../shared/simulator/patches/server-side-apply/check-configuration.ts';
import { aDeployment, aThing, deployments, things } from '../sample-definitions.ts';

const ofContainers = (containers: unknown) => aDeployment({ template: { spec: { containers } } });

const cases: readonly (readonly [configuration: ReturnType<typeof aDeployment>, problems: string])[] = [
  [aDeployment({ bogus: 1 }), '.spec.bogus: field not declared in schema'],
  [aDeployment([] as object), '.spec: expected map, got &{[]}'],
  [ofContainers({}), '.spec.template.spec.containers: expected list, got &{map[]}'],
  [ofContainers([5]), '.spec.template.spec.containers: element 0: associative list with keys may not have non-map elements'],
  [ofContainers([{ name: 'x' }, { name: 'x' }]), '.spec.template.spec.containers: duplicate entries for key [name="x"]'],
  [aDeployment({}, { finalizers: ['a.b/c', 'a.b/c'] }), '.metadata.finalizers: duplicate entries for key [="a.b/c"]'],
  [ofContainers([{ name: 'a', bogus: 1 }, { name: 'b', other: 2 }]), 'errors:\n  .spec.template.spec.containers[name="a"].bogus: field not declared in schema\n  .spec.template.spec.containers[name="b"].other: field not declared in schema'],
];

describe('shared/simulator/patches/server-side-apply/check-configuration.ts', () => {
  for (const [configuration, problems] of cases) {
    it(`finds ${JSON.stringify(problems)}`, () => {
      expect(() => checkConfiguration(deployments, configuration)).to.throw(ApiStatus, `failed to create typed patch object (test/web; apps/v1, Kind=Deployment): ${problems}`).with.property('code', 500);
    });
  }

  it('lets pass what the schema leaves open, and values for validation to judge', () => {
    const spec = { open: { any: { thing: [1] } }, mixed: { known: { b: 1 }, other: 2 }, objects: { one: { a: 5 } }, port: null };
    expect(() => checkConfiguration(things, aThing(spec, { labels: { any: 'label' } }))).not.to.throw();
  });
});

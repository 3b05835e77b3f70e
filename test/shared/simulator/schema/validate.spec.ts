import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import type { Definitions } from '../../../../shared/simulator/schema/definition.ts';
import { bent, complaints, definitionsWith, readObjects, readYaml, stored } from '../../../builders/checked-object.ts';
import type { Bend } from '../../../builders/checked-object.ts';

/** An object that is well, ways to bend it, and what kube-apiserver says of each. */
interface Recording {
  readonly of: string;
  /** Of an update: what is in the store. */
  readonly before?: ApiObject;
  readonly object?: ApiObject;
  /** In place of `object`: a file. */
  readonly sample?: string;
  /** Files of CustomResourceDefinitions. */
  readonly crds?: string[];
  readonly cases: (Bend & { readonly says: string[] })[];
}

const ourCrds = ['alertproviders', 'canaries', 'metrictemplates'].map((name) => `manifests/crds/${name}.yaml`);

describe('shared/simulator/schema/validate.ts', () => {
  for (const sample of ['alert-provider', 'canary-blue-green', 'canary-gated', 'canary-weighted', 'metric-template']) {
    it(`has nothing to say of our sample ${sample}`, () => {
      const definitions = definitionsWith(...ourCrds.flatMap(readObjects));
      expect(readObjects(`manifests/samples/${sample}.yaml`).flatMap((object) => complaints(definitions, object))).to.deep.equal([]);
    });
  }

  it('leaves the object as it is', () => {
    const definitions = definitionsWith(...ourCrds.flatMap(readObjects));
    const [canary] = readObjects('manifests/samples/canary-weighted.yaml');
    const before = structuredClone(canary);
    complaints(definitions, canary!, canary);
    expect(canary).to.deep.equal(before);
  });

  for (const { of, crds = [], cases, ...recording } of readYaml('test/fixtures/api-server/refusals.yaml') as Recording[]) {
    describe(`says of ${of} what kube-apiserver says`, () => {
      let definitions: Definitions;
      let base: ApiObject;
      let known: ApiObject | undefined;
      before(() => {
        definitions = definitionsWith(...crds.flatMap(readObjects));
        base = recording.sample === undefined ? recording.object ?? recording.before! : readObjects(recording.sample)[0]!;
        known = recording.before === undefined ? undefined : stored(definitions, recording.before);
      });

      for (const { says, ...bend } of cases) {
        it(titleOf(bend), () => {
          const from = known ?? stored(definitions, base);
          expect(complaints(definitions, bent(from, bend), known)).to.have.members(says);
        });
      }
    });
  }
});

function titleOf({ set = {}, unset = [] }: Bend): string {
  const parts = [...Object.entries(set).map(([path, value]) => `${path} ${JSON.stringify(value)}`), ...unset.map((path) => `no ${path}`)];
  return parts.length === 0 ? 'as it is' : `with ${parts.join(', ')}`.slice(0, 160);
}

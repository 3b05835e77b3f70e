import { expect } from 'chai';
import { systemNamespace } from '../../../shared/api/group.ts';
import { version } from '../../../shared/version.ts';
import { readManifests } from '../../../plugin/install/manifests.ts';
import type { Manifests } from '../../../plugin/install/manifests.ts';
import type { KubeObject } from '../../../shared/kube/kube.ts';
import { resourceOf, titleOf } from '../../../plugin/install/object-title.ts';
import { isOfInstallation } from '../../../plugin/install/ownership.ts';
import { inOrder } from '../../../plugin/install/stages.ts';
import { isDeployment } from '../../../plugin/install/desired-objects.ts';

describe('plugin/install/manifests.ts', () => {
  let manifests: Manifests;
  let objects: KubeObject[];
  before(async () => {
    manifests = await readManifests();
    objects = Object.values(manifests).flat();
  });

  it('finds every part beside the program', () => {
    expect(Object.entries(manifests).filter(([, part]) => part.length === 0)).to.deep.equal([]);
  });

  it('reads no object twice', () => {
    expect(new Set(objects.map(titleOf)).size).to.equal(objects.length);
  });

  it('reads objects that kubectl would apply as they are: ours by label, in our namespace, with the image of this version', () => {
    expect(objects.filter((object) => !isOfInstallation(object)).map(titleOf), 'without label').to.deep.equal([]);
    expect(objects.filter((object) => resourceOf(object).namespaced && object.metadata.namespace !== systemNamespace).map(titleOf), 'elsewhere').to.deep.equal([]);
    const images = objects.filter(isDeployment).flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
    expect([...new Set(images)]).to.deep.equal([`kubectl-canary:${version}`]);
  });

  it('reads only kinds that have a place in the order of an installation', () => {
    expect(inOrder(objects)).to.have.members(objects);
  });
});

import { expect } from 'chai';
import { desiredObjects, drivesItself, isDeployment } from '../../../plugin/install/desired-objects.ts';
import type { Choices } from '../../../plugin/install/desired-objects.ts';
import { readManifests } from '../../../plugin/install/manifests.ts';

describe('plugin/install/desired-objects.ts', () => {
  const choices: Choices = { image: 'kubectl-canary:1', runner: true, drive: false };
  const desired = async (changed: Partial<Choices> = {}) => desiredObjects(await readManifests(), { ...choices, ...changed });
  const programs = async (changed: Partial<Choices> = {}) => (await desired(changed)).filter(isDeployment);

  it('is all that is shipped, where a runner is wanted', async () => {
    expect(await desired()).to.have.length(Object.values(await readManifests()).flat().length);
  });

  it('has nothing of the runner, neither program nor rights, where none is wanted', async () => {
    const objects = await desired({ runner: false });
    expect((await programs({ runner: false })).map(({ metadata }) => metadata.name)).to.deep.equal(['webhook']);
    expect(JSON.stringify(objects.filter(({ kind }) => kind.endsWith('Binding')))).not.to.include('"name":"runner"');
  });

  it('runs the image that was asked for in every container', async () => {
    const images = (await programs({ image: 'registry.example/canary@sha256:1' })).flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
    expect(images).to.deep.equal(images.map(() => 'registry.example/canary@sha256:1')).and.not.empty;
  });

  for (const drive of [false, true]) {
    it(`has a runner that ${drive ? 'begins analyses itself' : 'stands by'} with drive ${drive}`, async () => {
      const runner = (await programs({ drive })).find(({ metadata }) => metadata.name === 'runner');
      expect(drivesItself(runner!)).to.equal(drive);
    });
  }

  it('leaves what was read as it was', async () => {
    const manifests = await readManifests();
    const before = structuredClone(manifests);
    desiredObjects(manifests, { ...choices, image: 'other', drive: true });
    expect(manifests).to.deep.equal(before);
  });
});

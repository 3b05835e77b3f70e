import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import { traefikObjects } from '../../../../shared/simulator/pods/traefik-objects.ts';

const real = parseAllDocuments(readFileSync(new URL('../../../cluster/manifests/traefik.yaml', import.meta.url), 'utf8')).map((document) => document.toJS() as KubeObject);

describe('shared/simulator/pods/traefik-objects.ts', () => {
  it('comes as the real one is installed in the test cluster', () => {
    const deployment = (objects: KubeObject[]) => objects.find(({ kind }) => kind === 'Deployment') as unknown as { metadata: object; spec: { selector: object; template: { metadata: object; spec: { containers: [{ image: string }] } } } };
    const [ours, theirs] = [deployment(traefikObjects()), deployment(real)];
    expect(ours.metadata).to.deep.equal(theirs.metadata);
    expect(ours.spec.selector).to.deep.equal(theirs.spec.selector);
    expect(ours.spec.template.metadata).to.deep.equal(theirs.spec.template.metadata);
    expect(ours.spec.template.spec.containers[0].image).to.equal(theirs.spec.template.spec.containers[0].image);
    expect(traefikObjects().find(({ kind }) => kind === 'Service')).to.deep.equal(real.find(({ kind }) => kind === 'Service'));
  });

  it('defines Traefik\'s kinds before all else', () => {
    const [first, second, third] = traefikObjects();
    expect([first, second].map((object) => object?.metadata.name)).to.deep.equal(['ingressroutes.traefik.io', 'traefikservices.traefik.io']);
    expect(third?.kind).to.equal('Namespace');
  });
});

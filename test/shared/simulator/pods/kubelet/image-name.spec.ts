import { expect } from 'chai';
import { parseImageName } from '../../../../../shared/simulator/pods/kubelet/image-name.ts';

describe('shared/simulator/pods/kubelet/image-name.ts', () => {
  for (const [image, full, repository, tag] of [
    ['ghcr.io/stefanprodan/podinfo:6.0.0', 'ghcr.io/stefanprodan/podinfo:6.0.0', 'podinfo', '6.0.0'],
    ['traefik:v3.5.3', 'docker.io/library/traefik:v3.5.3', 'traefik', 'v3.5.3'],
    ['stefanprodan/podinfo', 'docker.io/stefanprodan/podinfo:latest', 'podinfo', 'latest'],
    ['localhost/a:1', 'localhost/a:1', 'a', '1'],
    ['example.com:5000/a', 'example.com:5000/a:latest', 'a', 'latest'],
    ['ghcr.io/a/b:2@sha256:abc', 'ghcr.io/a/b@sha256:abc', 'b', '2'],
    ['ghcr.io/a/b@sha256:abc', 'ghcr.io/a/b@sha256:abc', 'b', 'latest'],
  ] as const) {
    it(`reads ${image}`, () => {
      expect(parseImageName(image)).to.deep.equal({ full, repository, tag });
    });
  }
});

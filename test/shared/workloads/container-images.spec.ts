import { expect } from 'chai';
import { containerImages } from '../../../shared/workloads/container-images.ts';
import { aDeployment } from '../../builders/a-deployment.ts';

describe('shared/workloads/container-images.ts', () => {
  it('names the image of each container', () => {
    expect(containerImages(aDeployment().image('podinfo:2').build().spec.template)).to.deep.equal({ podinfo: 'podinfo:2' });
  });
});

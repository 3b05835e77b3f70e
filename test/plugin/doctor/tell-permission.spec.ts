import { expect } from 'chai';
import { tellPermission } from '../../../plugin/doctor/tell-permission.ts';
import { ApiError, Unreachable } from '../../../shared/kube/kube.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/doctor/tell-permission.ts', () => {
  const forbidden = 'services "prometheus" is forbidden: User "jane" cannot get resource "services" in API group "" in the namespace "monitoring"';
  const failing = async (url: string, { message = 'its name does not resolve', isForbidden = true }: { message?: string; isForbidden?: boolean } = {}) => {
    const kube = fakeKube();
    if (isForbidden) {
      kube.failNext(({ resource }) => resource === 'services', new ApiError(403, 'Forbidden', forbidden));
    }
    const http = tellPermission(async () => {
      throw new Unreachable(message);
    }, kube, 'test');
    return await http(url).catch((error: Error) => error);
  };

  it('says that a Service may not be seen, as its name looks unknown then', async () => {
    expect(await failing('http://prometheus.monitoring:9090')).to.be.instanceOf(ApiError).and.to.include({ code: 403, message: forbidden });
  });

  it('says that nobody may go through the API server to it', async () => {
    const message = 'service x.y cannot be reached through the API server: services "x:80" is forbidden: User "jane" cannot get resource "services/proxy" in API group "" in the namespace "y"';
    expect(await failing('http://x.y.svc', { message })).to.be.instanceOf(ApiError).and.to.include({ code: 403, message });
  });

  it('leaves all else as it is', async () => {
    expect(await failing('http://prometheus.monitoring:9090', { isForbidden: false })).to.be.instanceOf(Unreachable);
    expect(await failing('http://a.host.of.the.world')).to.be.instanceOf(Unreachable);
  });
});

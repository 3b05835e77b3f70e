import { expect } from 'chai';
import { gateAddresses } from '../../../../plugin/doctor/checks/gate-addresses.ts';
import type { HttpResponse } from '../../../../shared/kube/kube.ts';
import { aCheckup, healthyCanary, itSees } from '../../../builders/a-checkup.ts';
import type { CheckupSettings } from '../../../builders/a-checkup.ts';
import { apiServerSays } from '../../../builders/a-pod.ts';

describe('plugin/doctor/checks/gate-addresses.ts', () => {
  const canary = healthyCanary().analysed({ webhooks: [{ name: 'load', url: 'http://tester.test.svc/gate/s3cret?token=s3cret' }] });
  const answering = (response: HttpResponse): CheckupSettings => ({ canary, answer: (path) => (path.includes('/services/tester:80/proxy/gate') ? response : undefined) });

  itSees(gateAddresses, [
    ['takes any answer for somebody, and shows no more than the host', answering({ status: 405, headers: {}, text: '' }), ['ok gate load: somebody answers at http://tester.test.svc (HTTP 405 to a GET; it was not called)']],
    ['warns of one that is down', answering({ status: 503, headers: {}, text: 'down' }), ['warning gate load at http://tester.test.svc answers HTTP 503 → see that what serves there runs']],
    ['says where nobody is there', answering(apiServerSays(503, 'no endpoints available for service "tester"')), ['error gate load does not answer: service tester.test cannot be reached through the API server: no endpoints available for service "tester" → start what serves there, or correct the url']],
  ]);

  it('knocks with a GET alone', async () => {
    const methods: (string | undefined)[] = [];
    const world = await aCheckup({ canary, answer: (path, { method }) => (path.includes('/proxy/') ? (methods.push(method), { status: 200, headers: {}, text: '' }) : undefined) });
    await gateAddresses.look(world.canary);
    expect(methods).to.deep.equal([undefined]);
  });
});

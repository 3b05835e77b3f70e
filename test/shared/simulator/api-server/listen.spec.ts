import { once } from 'node:events';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Cluster } from '../../../../shared/simulator/api-server/cluster.ts';
import { listen } from '../../../../shared/simulator/api-server/listen.ts';
import { issueAuthority, issueServing } from '../../../../webhook/certificates/issue.ts';

describe('shared/simulator/api-server/listen.ts', () => {
  it('refuses in a sentence what needs a connection into a pod', async () => {
    const now = new Date();
    const authority = await issueAuthority(now);
    const listener = await listen({} as Cluster, { port: 0, ...(await issueServing({ authority, hosts: ['127.0.0.1'], now })) });
    const request = https.request({ port: listener.port, host: '127.0.0.1', ca: authority.certificate, method: 'POST', path: '/api/v1/namespaces/test/pods/app/exec', headers: { Connection: 'Upgrade', Upgrade: 'SPDY/3.1' } }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const status = JSON.parse(await text(response)) as { kind: string; message: string };
    await listener.close();
    expect([response.statusCode, status.kind, status.message]).to.deep.equal([501, 'Status', 'a simulated pod is a program of this process: nothing can be run in it, and its ports are reached by kubectl get --raw .../proxy/']);
  });
});

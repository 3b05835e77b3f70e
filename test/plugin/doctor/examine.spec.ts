import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { allChecks, examineCanary, examineCluster } from '../../../plugin/doctor/examine.ts';
import { ApiError, Unreachable } from '../../../shared/kube/kube.ts';
import { realTime } from '../../../shared/time/clock.ts';
import { aCheckup, textOf } from '../../builders/a-checkup.ts';
import { ManualClock } from '../../builders/a-manual-clock.ts';
import { until } from '../../builders/until.ts';

describe('plugin/doctor/examine.ts', () => {
  it('has a code of its own for each check, in the hundred of its subject', () => {
    const codes = allChecks.map(({ code }) => code);
    expect(new Set(codes).size).to.equal(codes.length);
    expect(codes.filter((code) => !/^KC[1-8]\d\d$/.test(code))).to.deep.equal([]);
    expect(allChecks.filter(({ code, about }) => (about === 'cluster') !== /^KC[123]/.test(code)).map(({ code }) => code)).to.deep.equal([]);
  });

  it('has the codes that the README documents', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const documented = [...readme.matchAll(/^\| (KC\d{3}) \| (.+) \|$/gm)].map(([, code, title]) => `${code} ${title}`);
    expect(documented).to.deep.equal(allChecks.map(({ code, title }) => `${code} ${title}`));
  });

  it('tells what it found by code, and of what', async () => {
    const { cluster, canary } = await aCheckup();
    const found = [...(await examineCluster(cluster, realTime)), ...(await examineCanary(canary, { isBrief: false, clock: realTime }))];
    expect(found.map(({ code }) => code)).to.deep.equal(found.map(({ code }) => code).sort());
    expect(new Set(found.map(({ about }) => about))).to.deep.equal(new Set(['cluster', 'podinfo.test']));
    expect(found.map(({ severity }) => severity)).not.to.include.members(['warning', 'error']);
  });

  it('asks nobody but the API server where it is to be brief', async () => {
    const { kube, canary } = await aCheckup();
    const found = await examineCanary(canary, { isBrief: true, clock: realTime });
    expect(found.map(({ code }) => code)).not.to.include('KC603');
    expect(kube.calls.filter(({ resource }) => resource.includes('/proxy/'))).to.deep.equal([]);
  });

  it('says which permission is missing, and looks at all the rest', async () => {
    const { kube, cluster } = await aCheckup();
    kube.failNext(({ resource }) => resource === 'validatingadmissionpolicies', new ApiError(403, 'Forbidden', 'x is forbidden: User "jane" cannot get resource "validatingadmissionpolicies" in API group "admissionregistration.k8s.io" at the cluster scope'));
    const bad = (await examineCluster(cluster, realTime)).filter(({ severity }) => severity !== 'ok');
    expect(bad.map(textOf)).to.deep.equal(['warning could not be checked: user jane may not get validatingadmissionpolicies.admissionregistration.k8s.io in the whole cluster → ask for that permission, or let somebody run this who has it']);
    expect(bad[0]!.code).to.equal('KC307');
  });

  it('goes on where one answer is lost', async () => {
    const { kube, cluster } = await aCheckup();
    kube.failNext(({ resource }) => resource === '/version', new Unreachable('the connection was cut'));
    const bad = (await examineCluster(cluster, realTime)).filter(({ severity }) => severity !== 'ok');
    expect(bad.map(({ code, message }) => [code, message])).to.deep.equal([['KC101', 'could not be checked: the connection was cut']]);
  });

  it('waits for no check longer than its time', async () => {
    const clock = new ManualClock();
    const { cluster } = await aCheckup();
    const { onRequest } = cluster.kube as unknown as { onRequest: (path: string) => Promise<never> };
    let hangs = false;
    Object.assign(cluster.kube, { onRequest: (path: string) => (path === '/version' ? ((hangs = true), new Promise(() => undefined)) : onRequest(path)) });
    const examining = examineCluster(cluster, clock);
    await until('it hangs', () => hangs);
    clock.advance(5000);
    const [first, ...others] = await examining;
    expect(textOf(first!)).to.equal('warning could not be checked: no answer within 5s → check the network between here and the API server, and try again');
    expect(others).not.to.have.length(0);
  });

  it('hides no bug of ours', async () => {
    const { kube, cluster } = await aCheckup();
    kube.failNext(({ resource }) => resource === '/version', new TypeError('x is undefined'));
    expect(await examineCluster(cluster, realTime).catch((error: Error) => error)).to.be.instanceOf(TypeError);
  });
});

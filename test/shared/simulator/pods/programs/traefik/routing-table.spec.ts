import { expect } from 'chai';
import type { Configuration, ServiceConfiguration } from '../../../../../../shared/simulator/pods/programs/traefik/configuration.ts';
import { routingTable } from '../../../../../../shared/simulator/pods/programs/traefik/routing-table.ts';
import type { RuleSubject } from '../../../../../../shared/simulator/pods/programs/traefik/rule.ts';

const servers = (...ips: string[]): ServiceConfiguration => ({ kind: 'servers', passHostHeader: true, servers: ips.map((ip) => ({ scheme: 'http', address: { ip, port: 80 }, isFenced: false })) });
const weighted = (entries: Record<string, number>, sticky?: object): ServiceConfiguration => ({ kind: 'weighted', entries: Object.entries(entries).map(([service, weight]) => ({ service, weight })), ...(sticky === undefined ? {} : { sticky }) });

function configuration(services: Record<string, ServiceConfiguration>, service = 'main', entryPoints: string[] = []): Configuration {
  return { routers: [{ rule: 'Host(`a.test`)', priority: 1, entryPoints, service }], services, problems: [] };
}

function subject(cookie?: string, host = 'a.test'): RuleSubject {
  return { host, path: '/', method: 'GET', headers: cookie === undefined ? {} : { cookie }, query: new URLSearchParams() };
}

/** The services and last bytes of the addresses that so many requests go to. */
function destinations(table: ReturnType<typeof routingTable>, count: number): string[] {
  return Array.from({ length: count }, () => {
    const { destination } = table.choose('web', subject()) ?? {};
    return destination === undefined ? '-' : `${destination.service.split('@')[0]}${(destination.server.address as { ip: string }).ip.slice(-1)}`;
  });
}

describe('shared/simulator/pods/programs/traefik/routing-table.ts', () => {
  it('takes turns among the pods of a service that is chosen by weight', () => {
    const table = routingTable(configuration({ main: weighted({ a: 2, b: 1 }), a: servers('10.0.0.1', '10.0.0.2'), b: servers('10.0.0.3') }));
    expect(destinations(table, 6)).to.deep.equal(['a1', 'b3', 'a2', 'a1', 'b3', 'a2']);
  });

  it('nests weighted services', () => {
    const table = routingTable(configuration({ main: weighted({ inner: 1, c: 1 }), inner: weighted({ a: 1, b: 1 }), a: servers('10.0.0.1'), b: servers('10.0.0.2'), c: servers('10.0.0.3') }));
    expect(destinations(table, 4)).to.deep.equal(['a1', 'c3', 'b2', 'c3']);
  });

  it('has no destination where all weights are 0', () => {
    expect(destinations(routingTable(configuration({ main: weighted({ a: 0 }), a: servers('10.0.0.1') })), 1)).to.deep.equal(['-']);
  });

  it('takes only what a rule asks for, at the entry points that the router is for', () => {
    const table = routingTable(configuration({ main: servers('10.0.0.1') }, 'main', ['web']));
    expect(table.choose('web', subject())).to.not.equal(undefined);
    expect(table.choose('internal', subject())).to.equal(undefined);
    expect(table.choose('web', subject(undefined, 'b.test'))).to.equal(undefined);
  });

  for (const [title, services, problem] of [
    ['does not exist', {}, 'the service "main@kubernetescrd" does not exist'],
    ['is missing further down', { main: weighted({ a: 1 }) }, 'the service "a@kubernetescrd" does not exist'],
    ['leads back to itself', { main: weighted({ main: 1 }) }, 'could not instantiate service main: recursion detected in main->main'],
  ] as [string, Record<string, ServiceConfiguration>, string][]) {
    it(`leaves a router out whose service ${title}`, () => {
      const table = routingTable(configuration(services));
      expect(table.problems).to.deep.equal([`router Host(\`a.test\`): ${problem}`]);
      expect(table.choose('web', subject())).to.equal(undefined);
    });
  }

  it('leaves a router out whose rule cannot be read', () => {
    const { services, routers } = configuration({ main: servers('10.0.0.1') });
    const table = routingTable({ services, routers: [{ ...routers[0]!, rule: 'Host(' }, ...routers], problems: [] });
    expect(table.problems[0]).to.match(/^router Host\(: "Host\(" is no rule/);
    expect(table.choose('web', subject())).to.not.equal(undefined);
  });

  it('sends who has a cookie where it has been', () => {
    const table = routingTable(configuration({ main: weighted({ a: 1, b: 1 }, { name: 'session' }), a: servers('10.0.0.1'), b: servers('10.0.0.2') }));
    const first = table.choose('web', subject())!;
    const cookie = first.cookies[0]!.split(';')[0]!;
    expect(cookie).to.match(/^session=/);
    for (let count = 0; count < 3; count += 1) {
      expect(table.choose('web', subject(`other=1; ${cookie}`))).to.deep.include({ destination: first.destination, cookies: [] });
    }
  });

  it('sends copies of as many requests as it is to', () => {
    const table = routingTable(configuration({ main: { kind: 'mirroring', main: 'a', mirrors: [{ service: 'b', percent: 25 }] }, a: servers('10.0.0.1'), b: servers('10.0.0.2') }));
    const copies = Array.from({ length: 8 }, () => table.choose('web', subject())!.mirrors.length);
    expect(copies).to.deep.equal([1, 0, 0, 0, 1, 0, 0, 0]);
  });
});

import { expect } from 'chai';
import { keepRolesAggregated, withGatheredRules } from '../../../../shared/simulator/api-server/aggregate-roles.ts';
import { aRole, on, storeWith } from '../../../builders/some-rbac.ts';

const clusterRoles = { group: 'rbac.authorization.k8s.io', plural: 'clusterroles' };
const readPods = on('', 'pods', 'get');
const readSecrets = on('', 'secrets', 'get');

function rulesOf(name: string, roles: Parameters<typeof withGatheredRules>[0]): unknown {
  return withGatheredRules(roles).find(({ metadata }) => metadata.name === name)?.['rules'];
}

describe('shared/simulator/api-server/aggregate-roles.ts', () => {
  it('gathers the rules of the roles with the label, by their names, each rule once', () => {
    const roles = [
      aRole('all', [], { gathers: { to: 'all' } }),
      aRole('b', [readSecrets, readPods], { labels: { to: 'all' } }),
      aRole('a', [readPods], { labels: { to: 'all' } }),
      aRole('other', [on('', 'nodes', 'get')], { labels: { to: 'nobody' } }),
    ];
    expect(rulesOf('all', roles)).to.deep.equal([readPods, readSecrets]);
  });

  it('gathers what is gathered', () => {
    const roles = [aRole('admin', [], { gathers: { to: 'admin' } }), aRole('edit', [], { labels: { to: 'admin' }, gathers: { to: 'edit' } }), aRole('x', [readPods], { labels: { to: 'edit' } })];
    expect(rulesOf('admin', roles)).to.deep.equal([readPods]);
  });

  it('does not gather itself', () => {
    expect(rulesOf('all', [aRole('all', [readPods], { labels: { to: 'all' }, gathers: { to: 'all' } })])).to.deep.equal([]);
  });

  it('ends where two gather one another', () => {
    const roles = [aRole('a', [], { labels: { to: 'b' }, gathers: { to: 'a' } }), aRole('b', [], { labels: { to: 'a' }, gathers: { to: 'b' } }), aRole('x', [readPods], { labels: { to: 'a' } })];
    expect(rulesOf('b', roles)).to.deep.equal([readPods]);
  });

  it('leaves alone what gathers nothing, and what has it all already', () => {
    const roles = withGatheredRules([aRole('all', [], { gathers: { to: 'all' } }), aRole('a', [readPods], { labels: { to: 'all' } })]);
    withGatheredRules(roles).forEach((role, index) => expect(role).to.equal(roles[index]));
  });

  it('stores what is gathered after a role came, changed or went, and not before others have heard of that', async () => {
    const store = storeWith([aRole('all', [], { gathers: { to: 'all' } })]);
    const heard: string[] = [];
    keepRolesAggregated(store);
    store.listen(({ after, before }) => heard.push((after ?? before)!.metadata.name));
    const role = store.put(clusterRoles, aRole('a', [readPods], { labels: { to: 'all' } }));
    await Promise.resolve();
    expect(store.get(clusterRoles, '', 'all')?.['rules']).to.deep.equal([readPods]);
    store.remove(clusterRoles, role);
    await Promise.resolve();
    expect(store.get(clusterRoles, '', 'all')?.['rules']).to.deep.equal([]);
    expect(heard).to.deep.equal(['a', 'all', 'a', 'all']);
  });
});

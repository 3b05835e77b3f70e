import { expect } from 'chai';
import { Failure } from '../../../shared/errors.ts';
import { routerFor, routerNames, routerOf } from '../../../shared/routing/router-for.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('shared/routing/router-for.ts', () => {
  it('knows every member by a name of its own', () => {
    expect(new Set(routerNames).size).to.equal(routerNames.length);
    expect(routerNames.map((name) => routerFor(name)?.name)).to.deep.equal(routerNames);
  });

  it('takes Services alone where a Canary names no provider', () => {
    expect(routerOf(aCanary().build()).name).to.equal('kubernetes');
  });

  it('takes the provider that a Canary names', () => {
    expect(routerOf(aCanary().routedBy('traefik').build()).name).to.equal('traefik');
  });

  it('never guesses: an unknown name is refused with the known ones', () => {
    expect(routerFor('treafik')).to.equal(undefined);
    expect(() => routerOf(aCanary().routedBy('treafik').build())).to.throw(Failure, 'spec.provider of canary podinfo is treafik').with.property('next').that.includes('traefik');
  });
});

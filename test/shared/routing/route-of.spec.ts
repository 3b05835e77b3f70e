import { expect } from 'chai';
import { Failure } from '../../../shared/errors.ts';
import { routeOf } from '../../../shared/routing/route-of.ts';
import { aCanary } from '../../builders/a-canary.ts';

describe('shared/routing/route-of.ts', () => {
  it('names the Services after the target', () => {
    const { namespace, apex, primary, canaryService, port } = routeOf(aCanary().build());
    expect([namespace, apex, primary, canaryService, port]).to.deep.equal(['test', 'podinfo', 'podinfo-primary', 'podinfo-canary', 80]);
  });

  it('names them after spec.service.name where that is set', () => {
    const { apex, primary, canaryService, port } = routeOf(aCanary().serving({ name: 'web', port: 8080 }).build());
    expect([apex, primary, canaryService, port]).to.deep.equal(['web', 'web-primary', 'web-canary', 8080]);
  });

  it('says what to set where no port is named', () => {
    expect(() => routeOf(aCanary().specified({ service: null }).build())).to.throw(Failure, 'canary podinfo has no spec.service').with.property('next').that.includes('spec.service.port');
  });
});

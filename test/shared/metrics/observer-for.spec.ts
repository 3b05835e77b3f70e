import { expect } from 'chai';
import { observerFor, observerNames } from '../../../shared/metrics/observer-for.ts';
import * as observers from '../../../shared/metrics/observers/index.ts';

describe('shared/metrics/observer-for.ts', () => {
  it('knows observers by their router, and no other', () => {
    expect(observerFor('traefik')?.name).to.equal('traefik');
    expect(observerFor('osm')).to.equal(undefined);
    expect(observerNames).to.include('kubernetes');
  });

  for (const [key, observer] of Object.entries(observers)) {
    it(`lists ${key} under its own name`, () => {
      expect(observer.name).to.equal(key);
    });
  }
});

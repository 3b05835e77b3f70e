import { expect } from 'chai';
import { behaviourOf } from '../../../../../shared/simulator/pods/programs/podinfo-behaviour.ts';

const fine = { errorRate: 0, latencyMs: 0, crashes: 'never', neverReady: false };

describe('shared/simulator/pods/programs/podinfo-behaviour.ts', () => {
  for (const [tag, expected] of [
    ['6.0.1', fine],
    ['6.0.1-errors', { ...fine, errorRate: 0.2 }],
    ['6.0.1-errors50', { ...fine, errorRate: 0.5 }],
    ['6.0.1-slow', { ...fine, latencyMs: 800 }],
    ['6.0.1-slow300-errors5', { ...fine, latencyMs: 300, errorRate: 0.05 }],
    ['6.0.1-crash', { ...fine, crashes: 'at-once' }],
    ['6.0.1-crashlater', { ...fine, crashes: 'later' }],
    ['6.0.1-unready', { ...fine, neverReady: true }],
    ['6.0.1-alpine', fine],
  ] as const) {
    it(`knows how ${tag} behaves`, () => {
      const { color: _color, ...behaviour } = behaviourOf(tag, {});
      expect(behaviour).to.deep.equal({ version: '6.0.1', ...expected });
    });
  }

  it('heeds its environment more than its tag', () => {
    expect(behaviourOf('6.0.1-errors', { ERROR_RATE: '0', LATENCY_MS: '20', COLOR: 'blue', VERSION: '7' })).to.deep.equal({ ...fine, version: '7', color: 'blue', latencyMs: 20 });
  });

  it('has another colour than its neighbours', () => {
    const versions = ['6.0.0', '6.0.1', '6.0.2', '6.0.8', '6.0.9', '6.0.10', '6.1.0', '7.0.0'];
    const colors = versions.map((version) => behaviourOf(version, {}).color);
    expect(colors.filter((color, index) => color === colors[index - 1])).to.deep.equal([]);
    expect(colors[0]).to.match(/^#[0-9a-f]{6}$/);
  });
});

import { expect } from 'chai';
import { painter } from '../../../plugin/terminal/colors.ts';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { frame } from '../../../plugin/view/frame.ts';
import { span } from '../../../plugin/view/line.ts';
import { widthOf } from '../../../plugin/view/width.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { someSides, someTrends } from '../../builders/a-watched-rollout.ts';
import { noon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';
import { shown, situationNames } from '../../builders/shown-canaries.ts';
import { aWatchedPod, crashLooping, pullFailing } from '../../builders/watched-pods.ts';

describe('plugin/view/frame.ts', () => {
  const now = new Date(noon);

  for (const name of situationNames) {
    it(`draws a canary that is ${name}`, () => {
      expectGolden(`frames/${name}.txt`, frame(shown(name), { width: 100, height: 24, now }));
    });
  }

  it('draws on a small terminal', () => {
    expectGolden('frames/analysing-small.txt', frame(shown('analysing'), { width: 48, height: 12, now }));
  });

  it('draws in colour', () => {
    expectGolden('frames/analysing-colour.txt', frame(shown('analysing'), { width: 100, height: 24, now, paint: painter(true) }));
  });

  const sizes = [[60, 15], [80, 24], [120, 40]] as const;
  for (const [width, height] of sizes) {
    it(`draws what is watched on ${width} columns and ${height} lines`, () => {
      const view = shown('analysing');
      expectGolden(`frames/watched-${width}x${height}.txt`, frame(view, { width, height, now, sides: someSides(), trends: someTrends(view), footer: span('? help · q quit') }));
    });

    it(`draws pods that crash on ${width} columns and ${height} lines`, () => {
      const crashing = [aWatchedPod('podinfo-canary-6c9f4d7b58-x2x7z', crashLooping), aWatchedPod('podinfo-canary-6c9f4d7b58-bq4lw', pullFailing)];
      const sides = someSides(crashing, new Map([['podinfo-canary-6c9f4d7b58-x2x7z', 'panic: no config']]));
      expectGolden(`frames/crashing-${width}x${height}.txt`, frame(shown('starting'), { width, height, now, sides, footer: span('? help · q quit') }));
    });
  }

  it('shows what is planned where the routing objects say something else', () => {
    const lines = frame({ ...shown('analysing'), plannedWeight: 40 }, { width: 100, height: 24, now });
    expect(lines.filter((line) => line.includes('planned'))).to.have.length(2).and.to.satisfy(([stable, canary]: string[]) => stable!.includes('planned 60%') && canary!.includes('planned 40%'));
  });

  it('keeps the columns of wide letters', () => {
    const view = { ...shown('gated'), gates: ['承認', 'approval'].map((name) => ({ name, type: 'confirm-promotion', state: 'waiting' as const, message: 'here' })) };
    const columns = frame(view, { width: 100, height: 24, now }).filter((line) => line.endsWith('here')).map((line) => widthOf(line));
    expect(columns).to.have.length(2);
    expect(columns[0]).to.equal(columns[1]);
  });

  it('tells how a gate that is waited for gets open', () => {
    const webhooks = [{ name: 'ask-the-team', type: 'confirm-promotion', url: 'http://loadtester.test/gate/check' }, { name: 'others', type: 'confirm-promotion', url: 'https://approve.example.com' }];
    const gates = webhooks.map(({ name, type }) => ({ name, type, state: 'waiting' as const }));
    const opens = canaryView(aCanary().analysed({ webhooks }).withStatus({ gates } as object).build()).gates.map((gate) => gate.opens);
    expect(opens[0]).to.match(/^echo '.*' \| kubectl create --raw .*gate\/open/);
    expect(opens[1]).to.equal('it opens when https://approve.example.com answers with 200, 201 or 202');
    const drawn = frame({ ...shown('gated'), gates: [{ name: 'others', type: 'confirm-promotion', state: 'waiting', message: '', opens: opens[1] }] }, { width: 100, height: 24, now });
    expect(drawn).to.include('    it opens when https://approve.example.com answers with 200, 201 or 202');
  });

  it('has room for an overlay below the header', () => {
    let room = { width: 0, height: 0 };
    const lines = frame(shown('analysing'), { width: 60, height: 15, now, footer: span('Esc back'), overlay: (given) => ((room = given), Array.from({ length: 99 }, (_, index) => [span(`line ${index + 1}`)])) });
    expect(room).to.deep.equal({ width: 60, height: 10 });
    expect(lines.slice(3)).to.deep.equal(['', ...Array.from({ length: 10 }, (_, index) => `line ${index + 1}`), 'Esc back']);
  });

  it('is never larger than the terminal, whatever its size', () => {
    for (const name of situationNames) {
      for (const [width, height] of [[200, 60], [80, 24], [40, 10], [20, 5], [5, 2], [1, 1]] as const) {
        const lines = frame(shown(name), { width, height, now, sides: someSides(), trends: someTrends(shown(name)) });
        expect(lines.length, `${name} ${width}x${height}`).to.be.at.most(height);
        expect(Math.max(...lines.map(widthOf)), `${name} ${width}x${height}`).to.be.at.most(width);
      }
    }
  });

  it('counts down to the next check', () => {
    const at = (seconds: number) => frame(shown('analysing'), { width: 100, height: 24, now: new Date(now.getTime() + seconds * 1000) })[1];
    expect(at(0)).to.match(/\(next check in 10s\)$/);
    expect(at(9.5)).to.match(/\(next check in 1s\)$/);
    expect(at(11)).to.match(/\(checking now\)$/);
  });

  it('has the footer of its host in place of the advice', () => {
    expect(frame(shown('failed'), { width: 100, height: 24, now, footer: span('Ctrl-C') }).at(-1)).to.equal('Ctrl-C');
  });
});

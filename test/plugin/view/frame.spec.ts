import { expect } from 'chai';
import { painter } from '../../../plugin/terminal/colors.ts';
import { frame } from '../../../plugin/view/frame.ts';
import { noon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';
import { shown, situationNames } from '../../builders/shown-canaries.ts';

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

  it('is never larger than the terminal, whatever its size', () => {
    for (const name of situationNames) {
      for (const [width, height] of [[200, 60], [80, 24], [40, 10], [20, 5], [5, 2], [1, 1]] as const) {
        const lines = frame(shown(name), { width, height, now });
        expect(lines.length, `${name} ${width}x${height}`).to.be.at.most(height);
        expect(Math.max(...lines.map((line) => Array.from(line).length)), `${name} ${width}x${height}`).to.be.at.most(width);
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
    expect(frame(shown('failed'), { width: 100, height: 24, now, footer: 'Ctrl-C' }).at(-1)).to.equal('Ctrl-C');
  });
});

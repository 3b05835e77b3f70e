import { expect } from 'chai';
import { renderLine, span } from '../../../../plugin/view/line.ts';
import { noTrends } from '../../../../plugin/view/trends.ts';
import { diff, firstLines } from '../../../../plugin/watch/overlays/diff.ts';
import { anObservation, analysingAt } from '../../../builders/an-observation.ts';
import { aDeployment } from '../../../builders/a-deployment.ts';
import { fakeKube } from '../../../builders/fake-kube.ts';
import { until } from '../../../builders/until.ts';

describe('plugin/watch/overlays/diff.ts', () => {
  const text = (lines: ReturnType<typeof firstLines>) => lines.map((line) => renderLine(line));

  it('counts what it has no room for', () => {
    const spans = ['a', 'b', 'c', 'd'].map((each) => span(each));
    expect(text(firstLines(spans, 4))).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(text(firstLines(spans, 3))).to.deep.equal(['a', 'b', '2 more lines: see "kubectl canary diff"']);
  });

  it('reads the templates once for each change that is held, and says what keeps it from that', async () => {
    let changes = 0;
    const kube = fakeKube(aDeployment().build());
    const page = diff({ kube, signal: new AbortController().signal, changed: () => (changes += 1) });
    const look = (template: string) => page.look({ observation: anObservation(analysingAt(0, { target: { template } })), trends: noTrends });
    expect(text([...page.lines({ width: 80, height: 9 })])).to.deep.equal(['reading the templates']);
    look('next');
    look('next');
    await until('they are read', () => changes === 1);
    expect(kube.calls.filter(({ verb }) => verb === 'get')).to.have.length(1);
    look('another');
    await until('they are read again', () => changes === 2);
  });
});

import { expect } from 'chai';
import { renderLine } from '../../../../plugin/view/line.ts';
import { logLines, logs } from '../../../../plugin/watch/overlays/logs.ts';
import { noTrends } from '../../../../plugin/view/trends.ts';
import { anObservation } from '../../../builders/an-observation.ts';
import { fakeKube } from '../../../builders/fake-kube.ts';
import { until } from '../../../builders/until.ts';
import { aWatchedPod } from '../../../builders/watched-pods.ts';

describe('plugin/watch/overlays/logs.ts', () => {
  const text = (lines: ReturnType<typeof logLines>) => lines.map((line) => renderLine(line));

  it('gives each container its share of the room, and shows the end', () => {
    expect(text(logLines([{ pod: 'a', container: 'app', text: '1\n2\n3\n' }, { pod: 'b', container: 'app', text: '' }], 6))).to.deep.equal(['a app', '  2', '  3', 'b app  has said nothing']);
  });

  it('says that there are no canary pods', () => {
    expect(text(logLines([], 6))).to.deep.equal(['there are no canary pods']);
  });

  it('reads the logs of the canary pods, or says why not', async () => {
    const pod = aWatchedPod('podinfo-canary-a');
    const kube = fakeKube({ ...pod, metadata: { ...pod.metadata, labels: { 'kubectl-canary.dev/canary': 'podinfo' } } });
    const asked: string[] = [];
    let answer = { status: 200, headers: {}, text: 'hello\n' };
    kube.onRequest = (path, { query }) => (asked.push(`${path} ${query?.['container']}`), answer);
    let changes = 0;
    const page = logs({ kube, signal: new AbortController().signal, changed: () => (changes += 1) });
    const sight = { observation: anObservation(), trends: noTrends };
    page.look(sight);
    await until('they are read', () => changes === 1);
    expect(asked).to.deep.equal(['/api/v1/namespaces/test/pods/podinfo-canary-a/log podinfo']);
    expect(text([...page.lines({ width: 80, height: 10 })])).to.deep.equal(['podinfo-canary-a podinfo', '  hello']);
    answer = { status: 403, headers: {}, text: JSON.stringify({ message: 'pods "podinfo-canary-a" is forbidden' }) };
    page.look(sight);
    await until('they are read again', () => changes === 2);
    expect(text([...page.lines({ width: 80, height: 10 })])).to.deep.equal(['pods "podinfo-canary-a" is forbidden']);
  });
});

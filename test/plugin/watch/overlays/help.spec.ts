import { expect } from 'chai';
import { renderLine } from '../../../../plugin/view/line.ts';
import { help } from '../../../../plugin/watch/overlays/help.ts';
import { fakeKube } from '../../../builders/fake-kube.ts';

describe('plugin/watch/overlays/help.ts', () => {
  it('fits on the smallest screen', () => {
    const lines = help({ kube: fakeKube(), signal: new AbortController().signal, changed: () => undefined }).lines({ width: 60, height: 10 });
    expect(lines).to.have.length.of.at.most(10);
    expect(lines.map((line) => renderLine(line)).filter((line) => line.length > 60)).to.deep.equal([]);
  });
});

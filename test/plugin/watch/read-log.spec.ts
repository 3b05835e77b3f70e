import { expect } from 'chai';
import { readLog } from '../../../plugin/watch/read-log.ts';
import { fakeKube } from '../../builders/fake-kube.ts';

describe('plugin/watch/read-log.ts', () => {
  const read = (status: number, text: string) => {
    const kube = fakeKube();
    kube.onRequest = () => ({ status, headers: {}, text });
    return readLog(kube, { namespace: 'test', pod: 'a', container: 'app', tailLines: 1 }).catch((error: Error) => error);
  };

  it('gives what was said', async () => {
    expect(await read(200, 'one\n')).to.equal('one\n');
  });

  for (const [title, text] of [['in its own words', JSON.stringify({ message: 'container "app" is waiting to start' })], ['as it came', 'container "app" is waiting to start']] as const) {
    it(`says why there is nothing, ${title}`, async () => {
      expect(await read(400, text)).to.include({ name: 'ApiError', code: 400, message: 'container "app" is waiting to start' });
    });
  }
});

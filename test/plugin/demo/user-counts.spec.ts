import { expect } from 'chai';
import { UserBook, usersLine } from '../../../plugin/demo/user-counts.ts';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('plugin/demo/user-counts.ts', () => {
  it('counts the shares of the last three seconds, the largest first', () => {
    const book = new UserBook();
    book.add({ at: at(0), status: 200, version: '6.0.0' });
    for (const version of ['6.0.1', '6.0.0', '6.0.0', '6.0.0']) {
      book.add({ at: at(10), status: 200, version });
    }
    expect(book.counts(at(12))).to.deep.equal({ requests: 4, shares: [{ version: '6.0.0', percent: 75 }, { version: '6.0.1', percent: 25 }], failures: {} });
  });

  it('keeps all failures, by the version that answered or by nobody', () => {
    const book = new UserBook();
    book.add({ at: at(0), status: 500, version: '6.0.2' });
    book.add({ at: at(1), status: 404, version: undefined });
    book.add({ at: at(2), status: 200, version: '6.0.0' });
    expect(book.counts(at(60)).failures).to.deep.equal({ '6.0.2': 1, 'nobody': 1 });
  });

  it('is said in one line', () => {
    expect(usersLine({ requests: 120, shares: [{ version: '6.0.0', percent: 80 }, { version: '6.0.1', percent: 20 }], failures: {} })).to.equal('users: 40/s · 6.0.0 80 % · 6.0.1 20 % · failed: none');
    expect(usersLine({ requests: 0, shares: [], failures: { '6.0.2': 3 } })).to.equal('users: 0/s · failed: 3 at 6.0.2');
  });
});

import { expect } from 'chai';
import { Balancer, cookieName } from '../../../../../../shared/simulator/pods/programs/traefik/balancer.ts';

const none = new Map<string, string>();

function balancer(weights: Record<string, number>, { fenced = [] as string[], cookie = false } = {}): Balancer<string> {
  const candidates = Object.entries(weights).map(([name, weight]) => ({ name, weight, isFenced: fenced.includes(name), value: name }));
  return cookie ? new Balancer(candidates, { name: 'lb', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 60 }) : new Balancer(candidates);
}

const turns = (of: Balancer<string>, count: number) => Array.from({ length: count }, () => of.choose(none)?.value ?? '-').join('');

describe('shared/simulator/pods/programs/traefik/balancer.ts', () => {
  for (const [weights, expected] of [
    [{ a: 1, b: 1 }, 'abababab'],
    [{ a: 3, b: 1 }, 'aabaaaba'],
    [{ a: 5, b: 1, c: 1 }, 'aabacaaaabacaa'],
    [{ a: 1, b: 0 }, 'aaaa'],
    [{ a: 0 }, '--'],
    [{}, '--'],
  ] as [Record<string, number>, string][]) {
    it(`goes ${expected} for ${JSON.stringify(weights)}`, () => expect(turns(balancer(weights), expected.length)).to.equal(expected));
  }

  it('gives exact shares over each hundred requests, and never long runs', () => {
    const chosen = turns(balancer({ a: 70, b: 30 }), 1000);
    for (let start = 0; start < 1000; start += 100) {
      expect([...chosen.slice(start, start + 100)].filter((name) => name === 'b')).to.have.length(30);
    }
    expect(chosen).to.not.match(/aaaa|bb/);
  });

  it('does not choose who is on its way out', () => {
    expect(turns(balancer({ a: 1, b: 1 }, { fenced: ['a'] }), 3)).to.equal('bbb');
    expect(turns(balancer({ a: 1 }, { fenced: ['a'] }), 1)).to.equal('-');
  });

  it('gives a cookie, and sends who has it where it was before', () => {
    const sticky = balancer({ a: 1, b: 1 }, { cookie: true });
    const first = sticky.choose(none)!;
    expect(first.cookie).to.match(/^lb=[0-9a-f]{16}; Path=\/; Max-Age=60; HttpOnly; Secure; SameSite=Lax$/);
    const cookies = new Map([['lb', /lb=(\w+)/.exec(first.cookie!)![1]!]]);
    expect(Array.from({ length: 3 }, () => sticky.choose(cookies))).to.deep.equal(Array.from({ length: 3 }, () => ({ value: 'a', cookie: undefined })));
    expect(sticky.choose(new Map([['lb', 'gone']]))?.cookie).to.match(/^lb=/);
  });

  it('keeps who is stuck to one that is on its way out', () => {
    const cookies = new Map([['lb', /lb=(\w+)/.exec(balancer({ a: 1 }, { cookie: true }).choose(none)!.cookie!)![1]!]]);
    expect(balancer({ a: 1, b: 1 }, { cookie: true, fenced: ['a'] }).choose(cookies)?.value).to.equal('a');
    expect(balancer({ b: 1 }, { cookie: true }).choose(cookies)?.value).to.equal('b');
  });

  it('makes up a name for the cookie', () => {
    expect(cookieName(undefined, 'test-app')).to.match(/^_[0-9a-f]{5}$/);
    expect(cookieName('mine', 'test-app')).to.equal('mine');
  });
});

import { expect } from 'chai';
import { makeKeys, whoMayAsk } from '../../../plugin/dashboard/who-may-ask.ts';
import type { Asking } from '../../../plugin/dashboard/who-may-ask.ts';

describe('plugin/dashboard/who-may-ask.ts', () => {
  const port = 9311;
  const keys = { token: 'the-token', commandKey: 'the-key', place: 'here' };
  const host = `127.0.0.1:${port}`;
  const cookie = `kubectl-canary-${port}=the-token`;
  const ours = { host, cookie };
  const command = { ...ours, 'origin': `http://${host}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', 'x-command-key': 'the-key' };
  const asked = (headers: Asking['headers'], { method = 'GET', url = '/here/' } = {}) => whoMayAsk({ method, url, headers, port }, keys);
  const send = (headers: Asking['headers'], method = 'POST') => asked(headers, { method, url: '/here/commands' });
  const without = (name: string) => Object.fromEntries(Object.entries(command).filter(([header]) => header !== name));

  const letIn: [who: string, answer: () => unknown][] = [
    ['a person with the cookie', () => asked({ ...ours, 'sec-fetch-site': 'none' })],
    ['our own page', () => asked({ ...ours, 'sec-fetch-site': 'same-origin' }, { url: '/here/feed' })],
    ['our own page at localhost', () => asked({ ...ours, host: `localhost:${port}`, origin: `http://localhost:${port}` })],
    ['a program that has the cookie', () => asked(ours, { method: 'HEAD' })],
    ['the cookie among others', () => asked({ host, cookie: `a=b; ${cookie}; c=d` })],
    ['a command of our own page', () => send(command)],
    ['a command with a charset', () => send({ ...command, 'content-type': 'application/json; charset=utf-8' })],
  ];
  for (const [who, answer] of letIn) {
    it(`lets in ${who}`, () => {
      expect(answer()).to.deep.equal({ kind: 'letIn' });
    });
  }

  const refused: [what: string, status: number, answer: () => unknown][] = [
    ['no host', 421, () => asked({ cookie })],
    ['the host of another port', 421, () => asked({ ...ours, host: '127.0.0.1:80' })],
    ['a host without port', 421, () => asked({ ...ours, host: '127.0.0.1' })],
    ['a name that was bound to 127.0.0.1 (DNS rebinding)', 421, () => asked({ ...ours, host: `evil.example:${port}` })],
    ['a name that begins as ours does', 421, () => asked({ ...ours, host: `127.0.0.1.evil.example:${port}` })],
    ['a name that resolves to loopback', 421, () => asked({ ...ours, host: `localhost.evil.example:${port}` })],
    ['another address of this machine', 421, () => asked({ ...ours, host: `0.0.0.0:${port}` })],
    ['the IPv6 loopback, which is not listened on', 421, () => asked({ ...ours, host: `[::1]:${port}` })],
    ['another origin', 403, () => asked({ ...ours, origin: 'https://evil.example' })],
    ['another port as the origin', 403, () => asked({ ...ours, origin: 'http://127.0.0.1:8080' })],
    ['https as the origin', 403, () => asked({ ...ours, origin: `https://${host}` })],
    ['the other name as the origin', 403, () => asked({ ...ours, origin: `http://localhost:${port}` })],
    ['a page without origin', 403, () => asked({ ...ours, origin: 'null' })],
    ['a page of another site', 403, () => asked({ ...ours, 'sec-fetch-site': 'cross-site' })],
    ['a page of another port', 403, () => asked({ ...ours, 'sec-fetch-site': 'same-site' })],
    ['the printed address as a link of another page', 403, () => asked({ host, 'sec-fetch-site': 'cross-site' }, { url: '/?token=the-token' })],
    ['no token', 401, () => asked({ host })],
    ['a path that is none', 401, () => asked({ host }, { url: '//' })],
    ['a wrong token', 401, () => asked({ host, cookie: `kubectl-canary-${port}=another` })],
    ['an empty token', 401, () => asked({ host, cookie: `kubectl-canary-${port}=` })],
    ['the token of a dashboard at another port', 401, () => asked({ host, cookie: 'kubectl-canary-80=the-token' })],
    ['a wrong token in the address', 403, () => asked({ host }, { url: '/?token=another' })],
    ['a wrong token in the address, even with the cookie', 403, () => asked(ours, { url: '/?token=' })],
    ['the token in another address', 401, () => asked({ host }, { url: '/here/?token=the-token' })],
    ['a command by GET', 405, () => send(command, 'GET')],
    ['a command by PUT', 405, () => send(command, 'PUT')],
    ['a POST of what is read', 405, () => asked(command, { method: 'POST', url: '/here/feed' })],
    ['a preflight', 405, () => send({ ...command, origin: `http://${host}` }, 'OPTIONS')],
    ['a command without origin', 403, () => send(without('origin'))],
    ['a command of another origin', 403, () => send({ ...command, origin: 'https://evil.example' })],
    ['a command that no page sent', 403, () => send({ ...command, 'sec-fetch-site': 'none' })],
    ['a command without the cookie', 401, () => send(without('cookie'))],
    ['a command without the key of the page', 403, () => send(without('x-command-key'))],
    ['a command with the token as the key', 403, () => send({ ...command, 'x-command-key': 'the-token' })],
    ['a command from a form', 415, () => send({ ...command, 'content-type': 'text/plain' })],
  ];
  for (const [what, status, answer] of refused) {
    it(`refuses ${what} with ${status}`, () => {
      expect(answer()).to.include({ kind: 'refused', status });
    });
  }

  it('moves the token of the address into a cookie that scripts, other sites and other ports do not get', () => {
    expect(asked({ host, 'sec-fetch-site': 'none' }, { url: '/?token=the-token' })).to.deep.equal({ kind: 'entrance', cookie: `${cookie}; Path=/here/; HttpOnly; SameSite=Strict`, location: '/here/' });
  });

  it('makes secrets that nobody guesses, anew each time', () => {
    const [one, other] = [makeKeys(), makeKeys()];
    expect(new Set([...Object.values(one), ...Object.values(other)]).size).to.equal(6);
    expect(one.token).to.match(/^[\w-]{43}$/);
  });
});

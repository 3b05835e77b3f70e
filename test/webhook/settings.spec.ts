import { expect } from 'chai';
import { Failure } from '../../shared/errors.ts';
import { hostsOf, readSettings } from '../../webhook/settings.ts';

const usual = { port: 8443, namespace: 'kubectl-canary-system', service: 'webhook' };

describe('webhook/settings.ts', () => {
  const cases: [string, string[], Record<string, string>, object][] = [
    ['what the manifests have, where nothing is said', [], {}, usual],
    ['flags', ['--port', '9443', '--namespace=canary', '--service', 'hooks'], {}, { port: 9443, namespace: 'canary', service: 'hooks' }],
    ['the environment', [], { KUBECTL_CANARY_WEBHOOK_PORT: '9443', KUBECTL_CANARY_WEBHOOK_NAMESPACE: 'canary', KUBECTL_CANARY_WEBHOOK_SERVICE: 'hooks' }, { port: 9443, namespace: 'canary', service: 'hooks' }],
    ['a flag before the environment', ['--port', '1'], { KUBECTL_CANARY_WEBHOOK_PORT: '2' }, { ...usual, port: 1 }],
  ];
  for (const [title, words, environment, expected] of cases) {
    it(`takes ${title}`, () => expect(readSettings(words, environment)).to.deep.equal(expected));
  }

  for (const words of [['--port', 'https'], ['--port', '70000'], ['--port', '-1'], ['--port'], ['--verbose'], ['run']]) {
    it(`refuses ${words.join(' ')}, in one line`, () => {
      expect(() => readSettings(words, {})).to.throw(Failure, /^[^\n]+$/);
    });
  }

  it('knows the names under which the API server calls', () => {
    expect(hostsOf(readSettings([], {}))).to.deep.equal(['webhook.kubectl-canary-system.svc', 'webhook.kubectl-canary-system.svc.cluster.local']);
  });
});

import { expect } from 'chai';
import type { AlertProvider } from '../../../shared/api/alert-provider.ts';
import { formatProblem } from '../../../shared/validation/problem.ts';
import { validateAlertProvider } from '../../../shared/validation/validate-alert-provider.ts';

describe('shared/validation/validate-alert-provider.ts', () => {
  const cases: [string, AlertProvider['spec'], RegExp | undefined][] = [
    ['is fine with an address', { type: 'slack', address: 'https://chat.example.com/hooks/1' }, undefined],
    ['is fine with a secret', { type: 'slack', secretRef: { name: 'chat' } }, undefined],
    ['has an address that is none', { type: 'slack', address: 'https://[' }, /^spec\.address: expected an address such as .*, got "https:\/\/\["$/],
    ['has a proxy that is none', { type: 'slack', secretRef: { name: 'chat' }, proxy: 'http://[' }, /^spec\.proxy: expected an address/],
  ];
  for (const [title, spec, expected] of cases) {
    it(title, () => {
      const [found, ...more] = validateAlertProvider({ apiVersion: 'kubectl-canary.dev/v1beta1', kind: 'AlertProvider', metadata: { name: 'a' }, spec });
      expect(more).to.deep.equal([]);
      expect(found === undefined ? '' : formatProblem(found)).to.match(expected ?? /^$/);
    });
  }
});

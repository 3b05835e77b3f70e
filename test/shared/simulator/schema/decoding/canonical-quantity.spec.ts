import { expect } from 'chai';
import { canonicalQuantity } from '../../../../../shared/simulator/schema/decoding/canonical-quantity.ts';

describe('shared/simulator/schema/decoding/canonical-quantity.ts', () => {
  const cases: [string, string | undefined][] = [
    ['0.1', '100m'], ['1.5', '1500m'], ['.5', '500m'], ['0.5m', '1m'], ['1.0000000001', '1001m'], ['2000m', '2'], ['1000k', '1M'], ['100000000000000000000', '100E'],
    ['1Ki', '1Ki'], ['1024Ki', '1Mi'], ['1023Mi', '1023Mi'], ['0.5Gi', '512Mi'], ['0.1Ki', '102400m'], ['1024Gi', '1Ti'],
    ['1e3', '1e3'], ['12e6', '12e6'], ['1E', '1E'], ['0', '0'], ['-1', '-1'], ['abc', undefined], ['', undefined], ['1Kb', undefined],
  ];
  for (const [given, expected] of cases) {
    it(`writes ${given === '' ? 'nothing' : given} as ${expected ?? 'no amount'}`, () => {
      expect(canonicalQuantity(given)).to.equal(expected);
    });
  }
});

import { expect } from 'chai';
import { explainUsage, requireNumbers } from '../../plugin/explain-usage.ts';
import { describeFailure } from '../../shared/errors.ts';

describe('plugin/explain-usage.ts', () => {
  const commands = ['abort', 'list', 'watch'];
  const flags = ['namespace', 'plain'];
  const cases: [message: string, command: string | undefined, expected: string][] = [
    ['Unknown command: wach', undefined, 'there is no command "wach"; did you mean "kubectl canary watch"?'],
    ['Unknown command: xyzzy', undefined, 'there is no command "xyzzy"; there are abort, list, watch'],
    ['Unknown command: extra', 'list', 'kubectl canary list takes fewer words: "extra" is one too many; see --help'],
    ['Unknown argument: nmespace', 'watch', 'there is no flag --nmespace; did you mean --namespace?'],
    ['Unknown arguments: plian, q', 'watch', 'there is no flag --plian; did you mean --plain?'],
    ['Unknown argument: z', 'watch', 'there is no flag -z; see --help'],
    ['Not enough arguments following: o', 'list', '-o expects a value; see --help'],
    ['Not enough arguments following: context', 'list', '--context expects a value; see --help'],
    ['Invalid values:\n  Argument: idle, Given: "x", Choices: "await", "end"', 'watch', '--idle can be "await", "end", not "x"; see --help'],
  ];
  for (const [message, command, expected] of cases) {
    it(`says "${expected}"`, () => {
      const failure = explainUsage(message, { commands, command, flags });
      expect(describeFailure(failure)).to.equal(expected);
      expect(failure.outcome).to.equal('usage');
    });
  }

  const numbers: [value: unknown, isFit: boolean][] = [[undefined, true], [0, true], [30, true], [NaN, false], [-3, false]];
  for (const [value, isFit] of numbers) {
    it(`${isFit ? 'takes' : 'refuses'} ${value} where a number is expected`, () => {
      const check = () => requireNumbers({ port: { type: 'number' }, name: { type: 'string' } }, { port: value, name: 'a' });
      if (isFit) {
        expect(check).not.to.throw();
      } else {
        expect(check).to.throw('--port expects a number, such as 30');
      }
    });
  }
});

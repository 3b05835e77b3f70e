import { expect } from 'chai';
import { problemOfCause } from '../../../plugin/validate/cause-problem.ts';
import { formatProblem } from '../../../shared/validation/problem.ts';

describe('plugin/validate/cause-problem.ts', () => {
  const object = { spec: { provider: 'trafik', threshold: 'x', weight: 200, url: 'ftp://x', range: { min: 2, max: 1 }, list: [1, 1] } };
  const cases: [title: string, field: string, message: string, says: string][] = [
    ['a wrong type', 'spec.threshold', 'Invalid value: "string": spec.threshold in body must be of type integer: "string"', 'spec.threshold: expected an integer, got "x"'],
    ['too large a number', 'spec.weight', 'Invalid value: 200: spec.weight in body should be less than or equal to 100', 'spec.weight: expected a value that is less than or equal to 100, got 200'],
    ['a pattern', 'spec.url', "Invalid value: \"ftp://x\": spec.url in body should match '^https?://[^\\s]+$'", 'spec.url: expected a value that matches ^https?://[^\\s]+$, got "ftp://x"'],
    ['a word that is none of those', 'spec.provider', 'Unsupported value: "trafik": supported values: "istio", "traefik"', 'spec.provider: expected one of istio, traefik, got "trafik"; did you mean traefik?'],
    ['a field that is missing', 'spec.name', 'Required value', 'spec.name: expected a value, got nothing'],
    ['what a rule expected', 'spec.threshold', 'Invalid value: "x": expected a number, such as 3', 'spec.threshold: expected a number, such as 3, got "x"'],
    ['a list that is too long', 'spec.list', 'Too many: 2: must have at most 1 items', 'spec.list: expected a value that must have at most 1 items, got [1,1]'],
  ];
  for (const [title, field, message, says] of cases) {
    it(`tells ${title} as our own checks do`, () => expect(formatProblem(problemOfCause({ field, message }, object))).to.equal(says));
  }

  for (const message of ['Invalid value: "object": min is more than max: swap them', 'Invalid value: min is more than max: swap them', 'Invalid value: {"max":1,"min":2}: min is more than max: swap them']) {
    it(`leaves the sentence of a rule as it is: ${message.slice(0, 30)}`, () => {
      expect(problemOfCause({ field: 'spec.range', message }, object)).to.deep.include({ path: 'spec.range', value: { min: 2, max: 1 }, message: 'min is more than max: swap them' });
    });
  }
});

import { expect } from 'chai';
import { parseRule } from '../../../../../../shared/simulator/pods/programs/traefik/rule.ts';
import type { RuleSubject } from '../../../../../../shared/simulator/pods/programs/traefik/rule.ts';

const subject: RuleSubject = { host: 'a.test', path: '/api/v1', method: 'GET', headers: { 'x-canary': 'always', 'accept': 'text/html' }, query: new URLSearchParams('q=1&q=2') };

describe('shared/simulator/pods/programs/traefik/rule.ts', () => {
  for (const [rule, expected] of [
    ['Host(`a.test`)', true],
    ['Host(`A.test`)', true],
    ['Host(`b.test`)', false],
    ['HostRegexp(`^[ab]\\.test$`)', true],
    ['Path(`/api/v1`)', true],
    ['Path(`/api`)', false],
    ['PathPrefix(`/api`)', true],
    ['PathPrefix(`/apis`)', false],
    ['PathRegexp(`/v[0-9]$`)', true],
    ['Method(`GET`)', true],
    ['Header(`X-Canary`, `always`)', true],
    ['Header(`X-Canary`, `never`)', false],
    ['Header(`X-Other`, ``)', false],
    ['HeaderRegexp(`X-Canary`, `^al`)', true],
    ['Query(`q`, `2`)', true],
    ['Query(`q`, `3`)', false],
    ['QueryRegexp(`q`, `^[12]$`)', true],
    ['Host("a.test")', true],
    ['!Host(`a.test`)', false],
    ['Host(`b.test`) || Path(`/api/v1`)', true],
    ['Host(`a.test`) && !Path(`/api/v1`)', false],
    ['Host(`a.test`) || Host(`b.test`) && Host(`c.test`)', true],
    ['(Host(`a.test`) || Host(`b.test`)) && Host(`c.test`)', false],
    [' Host( `a.test` )&&(PathPrefix(`/`)) ', true],
    ['!(Host(`a.test`) && Path(`/x`))', true],
  ] as const) {
    it(`${expected ? 'takes' : 'leaves'} the request by ${rule}`, () => expect(parseRule(rule)(subject)).to.equal(expected));
  }

  for (const [rule, message] of [
    ['', 'expected the name of a matcher at character 1'],
    ['Host(`a`', 'expected ) at character 9'],
    ['Host(a)', 'expected a value in backquotes at character 6'],
    ['Host(`a`) Host(`b`)', 'expected &&, || or the end at character 11'],
    ['Hots(`a`)', 'unsupported function: Hots'],
    ['Header(`a`)', 'unexpected number of parameters; got 1, expected 2'],
    ['PathRegexp(`(`)', 'error parsing regexp'],
  ] as const) {
    it(`refuses ${JSON.stringify(rule)}`, () => expect(() => parseRule(rule)).to.throw(RangeError, message));
  }
});

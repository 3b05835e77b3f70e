import { expect } from 'chai';
import type { ApiObject } from '../../../../shared/simulator/api-object.ts';
import { ApiStatus } from '../../../../shared/simulator/api-server/api-status.ts';
import { matchesLabels, parseFieldSelector, parseLabelSelector } from '../../../../shared/simulator/storage/selectors.ts';
import type { LabelSelector } from '../../../../shared/simulator/storage/selectors.ts';

describe('shared/simulator/storage/selectors.ts', () => {
  const labels = { app: 'podinfo', tier: 'web', generation: '7', empty: '' };

  describe('a selector of labels as text', () => {
    const cases: Record<string, boolean> = {
      '': true,
      'app=podinfo': true,
      'app==podinfo,tier!=db': true,
      'app = podinfo , tier = web': true,
      'app=other': false,
      'missing!=x': true,
      'missing=': false,
      'empty=': true,
      'empty': true,
      'missing': false,
      '!missing,app': true,
      '!app': false,
      'app in (other, podinfo)': true,
      'app in ()': false,
      'empty in (,x)': true,
      'tier notin (web)': false,
      'missing notin (web)': true,
      'generation>6,generation<8': true,
      'generation>7': false,
      'app>1': false,
      'in in (in)': false,
      'toString': false,
    };
    for (const [text, isMet] of Object.entries(cases)) {
      it(`"${text}" is ${isMet ? 'met' : 'not met'}`, () => {
        expect(parseLabelSelector(text)(labels)).to.equal(isMet);
      });
    }

    const refused: Record<string, string> = {
      'a=b=c': `found '=', expected: ',' or 'end of string'`,
      'a,': `found '', expected: identifier after ','`,
      '=': `found '=', expected: !, identifier, or 'end of string'`,
      'a in b': `unable to parse requirement: found 'b' expected: '('`,
      'a notin (b': `unable to parse requirement: found '', expected: ',' or ')'`,
      'a b': `unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt`,
      'a>x': `unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
      'a=b,,c': `found ',', expected: identifier after ','`,
    };
    for (const [text, message] of Object.entries(refused)) {
      it(`refuses "${text}" as the API server does`, () => {
        expectBadRequest(() => parseLabelSelector(text), message);
      });
    }

    it('refuses what can be no label', () => {
      expectBadRequest(() => parseLabelSelector('x/y/z=1'), /^unable to parse requirement: <nil>: Invalid value: "x\/y\/z": a valid label key must .* with an optional DNS subdomain prefix/);
      expectBadRequest(() => parseLabelSelector('-a=1'), /^unable to parse requirement: <nil>: Invalid value: "-a": name part must /);
      expectBadRequest(() => parseLabelSelector('a=-b'), /^unable to parse requirement: values\[0\]\[a\]: Invalid value: "-b": a valid label must /);
    });
  });

  describe('a selector of labels as an object', () => {
    const cases: { title: string; selector: LabelSelector | undefined; isMet: boolean }[] = [
      { title: 'absent', selector: undefined, isMet: false },
      { title: 'empty', selector: {}, isMet: true },
      { title: 'of a label', selector: { matchLabels: { app: 'podinfo' } }, isMet: true },
      { title: 'of another label', selector: { matchLabels: { app: 'other' } }, isMet: false },
      { title: 'of two that must both be met', selector: { matchLabels: { app: 'podinfo' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] }, isMet: false },
      { title: 'of all operators', selector: { matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }, { key: 'x', operator: 'NotIn', values: ['y'] }, { key: 'app', operator: 'Exists' }, { key: 'x', operator: 'DoesNotExist' }] }, isMet: true },
    ];
    for (const { title, selector, isMet } of cases) {
      it(`${title} is ${isMet ? 'met' : 'not met'}`, () => {
        expect(matchesLabels(labels, selector)).to.equal(isMet);
      });
    }

    it('takes absent labels for none', () => {
      expect(matchesLabels(undefined, { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] })).to.equal(true);
    });
  });

  describe('a selector of fields', () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a,b', namespace: 'test' }, status: { phase: 'Running' } } as ApiObject;
    const supported = ['metadata.name', 'metadata.namespace', 'status.phase', 'spec.nodeName'];
    const cases: Record<string, boolean> = {
      '': true,
      'status.phase=Running': true,
      'status.phase==Running,metadata.namespace=test': true,
      'status.phase!=Running': false,
      'metadata.name=a\\,b': true,
      'spec.nodeName=': true,
      'spec.nodeName!=': false,
    };
    for (const [text, isMet] of Object.entries(cases)) {
      it(`"${text}" is ${isMet ? 'met' : 'not met'}`, () => {
        expect(parseFieldSelector(text, supported)(pod)).to.equal(isMet);
      });
    }

    it('refuses other fields, and what is no selector', () => {
      expectBadRequest(() => parseFieldSelector('metadata.name=a,spec.x=1', supported), 'field label not supported: spec.x');
      expectBadRequest(() => parseFieldSelector('metadata.name', supported), `invalid selector: 'metadata.name'; can't understand 'metadata.name'`);
    });
  });
});

function expectBadRequest(act: () => unknown, message: string | RegExp): void {
  const thrown = expect(act).to.throw(ApiStatus, message);
  thrown.with.property('code', 400);
  thrown.with.property('reason', 'BadRequest');
}

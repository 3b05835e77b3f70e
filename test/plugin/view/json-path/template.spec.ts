import { expect } from 'chai';
import { parseTemplate } from '../../../../plugin/view/json-path/template.ts';

describe('plugin/view/json-path/template.ts', () => {
  const list = { kind: 'List', items: [{ name: 'a', tags: ['x', 'y'] }, { name: 'b', tags: [] }] };
  const cases: [template: string, expected: string][] = [
    ['{.kind}', 'List'],
    ['{ .kind }', 'List'],
    ['plain', 'plain'],
    ['kind: {.kind}!', 'kind: List!'],
    ['{.items[*].name}', 'a b'],
    ['{range .items[*]}{.name}{"\\t"}{\'|\'}{"\\n"}{end}', 'a\t|\nb\t|\n'],
    ['{range .items[*]}{.name}:{range .tags[*]} {@}{end};{end}', 'a: x y;b:;'],
    ['{.items[?(@.name=="}")].name}{.kind}', 'List'],
    ['{.missing}', ''],
  ];
  for (const [template, expected] of cases) {
    it(`renders ${template}`, () => {
      expect(parseTemplate(template)(list)).to.equal(expected);
    });
  }

  const mistakes: [template: string, says: RegExp][] = [
    ['{.kind', /a \{ is not closed/],
    ['{range .items[*]}{.name}', /\{range \.items\[\*\]\} has no \{end\}/],
    ['{.name}{end}', /\{end\} has no \{range\}/],
    ['{}', /\{\} is empty/],
    ['{kind}', /the path kind cannot be read/],
  ];
  for (const [template, says] of mistakes) {
    it(`refuses ${template} in one line`, () => {
      expect(() => parseTemplate(template)).to.throw(says).with.property('outcome', 'usage');
    });
  }
});

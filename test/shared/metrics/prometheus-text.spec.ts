import { expect } from 'chai';
import { parseNumber, parseSeries } from '../../../shared/metrics/prometheus-text.ts';

describe('shared/metrics/prometheus-text.ts', () => {
  it('reads the series of one metric and leaves the others', () => {
    const text = [
      '# HELP http_requests_total What was asked.', '# TYPE http_requests_total counter',
      'http_requests_total{code="200",method="get"} 1027', 'http_requests_total{code="500"} 3 1395066363000', 'http_requests_total 7',
      'http_requests_total_other{a="b"} 1', 'http_requests 1', 'not a line at all', '',
    ].join('\n');
    expect(parseSeries(text, 'http_requests_total')).to.deep.equal([
      { metric: 'http_requests_total', labels: { code: '200', method: 'get' }, value: 1027 },
      { metric: 'http_requests_total', labels: { code: '500' }, value: 3 },
      { metric: 'http_requests_total', labels: {}, value: 7 },
    ]);
  });

  const labels: [line: string, expected: Record<string, string>][] = [
    ['m{a="x\\"y\\\\z\\nw"} 1', { a: 'x"y\\z\nw' }],
    ['m{a="}",b="{,="} 1', { a: '}', b: '{,=' }],
    ['m{a="b",} 1', { a: 'b' }],
    ['m{ a = "b" , c = "d" } 1', { a: 'b', c: 'd' }],
    ['m{} 1', {}],
    ['m{a=""} 1\r', { a: '' }],
  ];
  for (const [line, expected] of labels) {
    it(`reads the labels of ${JSON.stringify(line)}`, () => {
      expect(parseSeries(line, 'm')).to.deep.equal([{ metric: 'm', labels: expected, value: 1 }]);
    });
  }

  for (const line of ['m{a="b" 1', 'm{a=b} 1', 'm{a="b"}', 'm one', 'm 1 2 3', 'm 0x10', 'm{a="b"c="d"} 1', 'm 1 x']) {
    it(`refuses ${line} with the number of the line`, () => {
      expect(() => parseSeries(`# first\n${line}`, 'm')).to.throw(RangeError, 'line 2 is no line of Prometheus\' text format');
    });
  }

  const numbers: [text: string, value: number | undefined][] = [
    ['1', 1], ['-1.5e+03', -1500], ['.5', 0.5], ['5.', 5], ['+Inf', Infinity], ['-Inf', -Infinity], ['', undefined], ['abc', undefined], ['toString', undefined],
  ];
  for (const [text, value] of numbers) {
    it(`reads "${text}" as ${value}`, () => {
      expect(parseNumber(text)).to.equal(value);
    });
  }

  it('reads "NaN" as no number', () => {
    expect(parseNumber('NaN')).to.be.NaN;
  });
});

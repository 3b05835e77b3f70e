import { expect } from 'chai';
import { parseSeries } from '../../../../../shared/metrics/prometheus-text.ts';
import { Counter, Histogram, metricsText } from '../../../../../shared/simulator/pods/programs/metrics-text.ts';

describe('shared/simulator/pods/programs/metrics-text.ts', () => {
  it('shows counters by their labels', () => {
    const counter = new Counter({ name: 'requests_total', help: 'Requests.' });
    counter.add({ code: 200, path: 'a"b\\c\n' });
    counter.add({ code: 200, path: 'a"b\\c\n' }, 2);
    counter.add({ code: 500, path: '/' });
    expect(counter.lines()).to.deep.equal([
      '# HELP requests_total Requests.', '# TYPE requests_total counter',
      'requests_total{code="200",path="a\\"b\\\\c\\n"} 3', 'requests_total{code="500",path="/"} 1',
    ]);
  });

  it('shows a counter without labels', () => {
    const counter = new Counter({ name: 'reloads_total', help: 'Reloads.' });
    counter.add({});
    expect(counter.lines().at(-1)).to.equal('reloads_total 1');
  });

  it('counts observations in each bucket that holds them', () => {
    const histogram = new Histogram({ name: 'seconds', help: 'Seconds.' }, [0.1, 1]);
    [0.05, 0.1, 0.5, 3].forEach((value) => histogram.observe({ a: 'b' }, value));
    expect(histogram.lines()).to.deep.equal([
      '# HELP seconds Seconds.', '# TYPE seconds histogram',
      'seconds_bucket{a="b",le="0.1"} 2', 'seconds_bucket{a="b",le="1"} 3', 'seconds_bucket{a="b",le="+Inf"} 4', 'seconds_sum{a="b"} 3.65', 'seconds_count{a="b"} 4',
    ]);
  });

  it('is read by our own reader', () => {
    const counter = new Counter({ name: 'requests_total', help: 'Requests.' });
    counter.add({ code: 200, path: 'a"b\\c\n' });
    expect(parseSeries(metricsText([counter]), 'requests_total')).to.deep.equal([{ metric: 'requests_total', labels: { code: '200', path: 'a"b\\c\n' }, value: 1 }]);
  });

  it('says nothing where nothing has happened', () => {
    expect(metricsText([new Counter({ name: 'a', help: 'b' }), new Histogram({ name: 'a', help: 'b' }, [1])])).to.equal('');
  });
});

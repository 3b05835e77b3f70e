import { expect } from 'chai';
import { splitOutsideQuotes, standardPaths } from '../../../../plugin/view/json-path/standard-path.ts';

describe('plugin/view/json-path/standard-path.ts', () => {
  const cases: [typed: string, expected: string[]][] = [
    ['.', ['']],
    ['.status.phase', ['["status"]["phase"]']],
    ['@.status', ['["status"]']],
    ['$.status', ['["status"]']],
    ['.metadata.labels.app\\.kubernetes\\.io/name', ['["metadata"]["labels"]["app.kubernetes.io/name"]']],
    ['.labels.a-b', ['["labels"]["a-b"]']],
    ['.items[*].a', ['["items"][*]["a"]']],
    ['.items.*', ['["items"][*]']],
    ['..name', ['..["name"]']],
    ['..[0]', ['..[0]']],
    ['.items[-1:]', ['["items"][-1:]']],
    ['.items[0, 2]', ['["items"][0]', '["items"][2]']],
    ['.a[\'b.c\']', ['["a"]["b"]["c"]']],
    ['.a["b", \'c\'].d', ['["a"]["b"]["d"]', '["a"]["c"]["d"]']],
    ['.i[?(@.x=="y")].n', ['["i"][?@["x"] && @["x"]=="y"]["n"]']],
    ['.i[?(@.x != \'a]b\')]', ['["i"][?@["x"] && @["x"]!="a]b"]']],
    ['.i[?(@.x<=3)]', ['["i"][?@["x"] && @["x"]<=3]']],
    ['.i[?(.x==.y)]', ['["i"][?@["x"] && @["y"] && @["x"]==@["y"]]']],
    ['.i[?(@.x)]', ['["i"][?@["x"]]']],
  ];
  for (const [typed, expected] of cases) {
    it(`tells ${typed} in the standard's words`, () => {
      expect(standardPaths(typed)).to.deep.equal(expected);
    });
  }

  for (const typed of ['items', '.a b', '.a[', '.a[b]', '.a[?(@.x==)]', '.a[?(@.x=="b" && @.c)]', '.a[?(@["b","c"]==1)]']) {
    it(`refuses ${typed} in one line`, () => {
      expect(() => standardPaths(typed)).to.throw(/^the path .* cannot be read: [^\n]*$/).with.property('outcome', 'usage');
    });
  }

  it('splits only where the separator separates', () => {
    expect(splitOutsideQuotes('A:.x["a,b"],B:.y[0,1]', ',')).to.deep.equal(['A:.x["a,b"]', 'B:.y[0,1]']);
  });
});

import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/lists.ts', () => {
  itEvaluates({
    '[1, 2, 2].isSorted()': true,
    '[2, 1].isSorted()': false,
    "['a', 'b'].isSorted()": true,
    '[1, 2, 3].sum()': 6,
    '[1.5, 2.0].sum()': 3.5,
    '[].sum()': 0,
    "[duration('1m'), duration('1s')].sum()": '61s',
    '[3, 1, 2].min()': 1,
    '[3, 1, 2].max()': 3,
    '[].min()': says('min called on empty list'),
    '[1, 2, 1].indexOf(1)': 0,
    '[1, 2, 1].lastIndexOf(1)': 2,
    "['a'].indexOf('b')": -1,
    '[2, 1, 10].sort()': [1, 2, 10],
    '[1, 2, 1.0].distinct()': [1, 2],
    '[1, 2].reverse()': [2, 1],
    '[[1], [[2]]].flatten()': [1, [2]],
    '[[1], [[2]]].flatten(2)': [1, 2],
    '[1, 2, 3].slice(1, 3)': [2, 3],
    '[1].slice(0, 2)': says('cannot slice(0, 2), list is length 1'),
    'size([1, 2]) == 2 && [1].size() == 1': true,
    'sets.contains([1, 2], [1.0])': true,
    'sets.equivalent([1, 1], [1])': true,
    'sets.equivalent([1, 2], [1])': false,
    'sets.intersects([1], [2])': false,
  });
});

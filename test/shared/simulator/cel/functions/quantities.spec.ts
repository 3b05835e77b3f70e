import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/quantities.ts', () => {
  itEvaluates({
    "quantity('1Gi').compareTo(quantity('1024Mi'))": 0,
    "quantity('500m').compareTo(quantity('1'))": -1,
    "quantity('1k') == quantity('1e3')": true,
    "quantity('1.5k').asApproximateFloat()": 1500,
    "quantity('50k').asInteger()": 50_000,
    "quantity('500m').isInteger()": false,
    "quantity('500m').asInteger()": says('cannot convert value to integer'),
    "quantity('50k').add(quantity('20k')).sub(5) == quantity('69995')": true,
    "quantity('-1').sign()": -1,
    "quantity('1Mi').isGreaterThan(quantity('1M')) && quantity('1').isLessThan(quantity('2'))": true,
    "['1', '1.5Gi', '.5', '-1', '1e3', '1E', '100n'].all(each, isQuantity(each))": true,
    "['', '1Kx', '1ki', 'Gi', '1 Gi'].exists(each, isQuantity(each))": false,
    "quantity('x')": says('quantities must match the regular expression'),
  });
});

import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/regexes.ts', () => {
  itEvaluates({
    "'abc'.matches('b')": true,
    "matches('abc', '^b')": false,
    "'a\\nb'.matches('^b')": false,
    "'abc'.matches('^(?i)ABC$')": true,
    "'abc'.matches('(?i:A)bc')": true,
    "'a\\nb'.matches('a.b')": false,
    "'a\\nb'.matches('(?s)a.b')": true,
    "'a\\nb'.matches('(?m)^b$')": true,
    "'a\\nb'.matches(r'\\Aa\\z')": false,
    "'a-b'.matches(r'^a\\-b$')": true,
    "'a b_c-d'.matches(r'^[\\w \\-]+$')": true,
    "'é'.matches(r'^\\w$')": false,
    "'é'.matches(r'^\\pL$') && 'é'.matches(r'^[\\p{Latin}]$')": true,
    "'ab 12'.matches('^[[:alpha:]]+ [^[:alpha:]]+$')": true,
    "'a.b'.matches(r'^\\Qa.b\\E$') && !'axb'.matches(r'^\\Qa.b\\E$')": true,
    "'2026-01'.matches(r'^(?P<year>\\d{4})-\\d{2}$')": true,
    "'a1b22'.find('[0-9]+')": '1',
    "'ab'.find('[0-9]+')": '',
    "'a1b22'.findAll('[0-9]+')": ['1', '22'],
    "'a1b22'.findAll('[0-9]+', 1)": ['1'],
    "'abc'.matches('(?=a)')": says('error parsing regexp: invalid or unsupported Perl syntax: `(?=`'),
    "'aa'.matches(r'(a)\\1')": says('error parsing regexp: invalid escape sequence: `\\1`'),
    "'abc'.matches('[')": says('error parsing regexp'),
  });
});

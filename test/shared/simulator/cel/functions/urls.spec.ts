import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/urls.ts', () => {
  itEvaluates({
    "url('https://user@a.b:80/x/y?k=1&k=2#f').getHost()": 'a.b:80',
    "url('https://user@a.b:80/x/y?k=1&k=2#f').getQuery()": { k: ['1', '2'] },
    "url('https://user@a.b:80/x/y?k=1').getEscapedPath()": '/x/y',
    "url('https://[::1]:80/x').getHostname()": '::1',
    "url('HTTPS://a.b:80').getScheme()": 'https',
    "url('https://a.b:80').getPort()": '80',
    "url('https://a.b').getPort()": '',
    "url('/x/y').getEscapedPath()": '/x/y',
    "url('/x').getHost()": '',
    "['https://a.b', '/x', 'mailto:x@y'].all(each, isURL(each))": true,
    "['a.b', '', 'https://a b', '../x'].exists(each, isURL(each))": false,
    "url('a.b')": says('URL parse error during conversion from string'),
  });
});

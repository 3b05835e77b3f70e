import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/addresses.ts', () => {
  itEvaluates({
    "ip('::1') == ip('0:0::1')": true,
    "string(ip('FE80::1'))": 'fe80::1',
    "ip('10.0.0.1').family() == 4 && ip('::1').family() == 6": true,
    "ip.isCanonical('fe80::1') && !ip.isCanonical('FE80::1')": true,
    "['1.2.3', '::ffff:1.2.3.4', 'fe80::1%eth0', ''].exists(each, isIP(each))": false,
    "ip('127.0.0.2').isLoopback() && ip('::1').isLoopback()": true,
    "ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified()": true,
    "ip('fe80::1').isLinkLocalUnicast() && ip('224.0.0.1').isLinkLocalMulticast()": true,
    "ip('10.0.0.1').isGlobalUnicast() && !ip('127.0.0.1').isGlobalUnicast()": true,
    "ip('x')": says('parse error during conversion from string'),
    "string(cidr('10.1.2.3/8').masked())": '10.0.0.0/8',
    "cidr('fd00::1:2/64').masked() == cidr('fd00::/64')": true,
    "cidr('10.1.2.3/8').containsIP('10.9.9.9') && !cidr('10.1.2.3/8').containsIP(ip('11.0.0.0'))": true,
    "cidr('0.0.0.0/0').containsIP('::1')": false,
    "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') && !cidr('10.1.0.0/16').containsCIDR(cidr('10.0.0.0/8'))": true,
    "cidr('10.0.0.0/8').prefixLength()": 8,
    "cidr('10.1.0.0/16').ip() == ip('10.1.0.0')": true,
    "['10.0.0.0/33', '10.0.0.0', '::/129', '10.0.0.0/08'].exists(each, isCIDR(each))": false,
    "cidr('x')": says('parse error during conversion from string'),
  });
});

import { Address, Network } from '../address.ts';
import type { Functions } from './function.ts';

export const addresses = {
  'isIP(string)': (text: string) => Address.isOne(text),
  'ip(string)': (text: string) => Address.parse(text),
  'ip.isCanonical(string)': (text: string) => Address.parse(text).toJson() === text,
  'IP.family()': ({ family }: Address) => family,
  'IP.isUnspecified()': (address: Address) => address.isIn('0.0.0.0/32', '::/128'),
  'IP.isLoopback()': (address: Address) => address.isIn('127.0.0.0/8', '::1/128'),
  'IP.isLinkLocalMulticast()': (address: Address) => address.isIn('224.0.0.0/24', 'ff02::/16'),
  'IP.isLinkLocalUnicast()': (address: Address) => address.isIn('169.254.0.0/16', 'fe80::/10'),
  'IP.isGlobalUnicast()': (address: Address) => !['0.0.0.0/32', '255.255.255.255/32', '127.0.0.0/8', '224.0.0.0/4', '169.254.0.0/16', '::/128', '::1/128', 'ff00::/8', 'fe80::/10'].some((network) => address.isIn(network)),
  'string(IP)': (address: Address) => address.toJson(),
  'isCIDR(string)': (text: string) => Network.isOne(text),
  'cidr(string)': (text: string) => Network.parse(text),
  'CIDR.containsIP(IP)': (network: Network, address: Address) => network.has(address),
  'CIDR.containsIP(string)': (network: Network, text: string) => network.has(Address.parse(text)),
  'CIDR.containsCIDR(CIDR)': (network: Network, other: Network) => network.hasAll(other),
  'CIDR.containsCIDR(string)': (network: Network, text: string) => network.hasAll(Network.parse(text)),
  'CIDR.ip()': ({ address }: Network) => address,
  'CIDR.masked()': (network: Network) => network.masked(),
  'CIDR.prefixLength()': ({ bits }: Network) => bits,
  'string(CIDR)': (network: Network) => network.toJson(),
} satisfies Functions;

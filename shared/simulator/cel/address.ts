/** IP addresses and networks. */
import { isIPv4, isIPv6 } from 'node:net';
import { CelError } from './cel-error.ts';
import { Special } from './values.ts';

export class Address extends Special {
  readonly kind = 'IP';
  readonly family: 4 | 6;
  /** In the shortest form. */
  readonly #text: string;

  constructor(family: 4 | 6, text: string) {
    super();
    this.family = family;
    this.#text = text;
  }

  static isOne(text: string): boolean {
    return isIPv4(text) || (isIPv6(text) && !text.includes('%') && !canonical(text).startsWith('::ffff:'));
  }

  /** @throws CelError */
  static parse(text: string): Address {
    if (!Address.isOne(text)) {
      throw new CelError(`IP Address ${JSON.stringify(text)} parse error during conversion from string: unable to parse IP`);
    }
    return isIPv4(text) ? new Address(4, text) : new Address(6, canonical(text));
  }

  get size(): number {
    return this.family === 4 ? 32 : 128;
  }

  get number(): bigint {
    return this.family === 4 ? BigInt(`0x${Buffer.from(this.#text.split('.').map(Number)).toString('hex')}`) : numberOfIPv6(this.#text);
  }

  /** Whether it is in one of the networks. */
  isIn(...networks: string[]): boolean {
    return networks.some((network) => Network.parse(network).has(this));
  }

  equals(other: Special): boolean {
    return (other as Address).toJson() === this.#text;
  }

  toJson(): string {
    return this.#text;
  }
}

export class Network extends Special {
  readonly kind = 'CIDR';
  readonly address: Address;
  /** How many lead. */
  readonly bits: number;

  constructor(address: Address, bits: number) {
    super();
    this.address = address;
    this.bits = bits;
  }

  static isOne(text: string): boolean {
    const [, address = '', bits = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
    return Address.isOne(address) && Number(bits) <= Address.parse(address).size;
  }

  /** @throws CelError */
  static parse(text: string): Network {
    if (!Network.isOne(text)) {
      throw new CelError(`network address parse error during conversion from string: netip.ParsePrefix(${JSON.stringify(text)}): no network`);
    }
    const [address = '', bits] = text.split('/');
    return new Network(Address.parse(address), Number(bits));
  }

  has(address: Address): boolean {
    return address.family === this.address.family && leading(address, this.bits) === leading(this.address, this.bits);
  }

  hasAll({ address, bits }: Network): boolean {
    return bits >= this.bits && this.has(address);
  }

  masked(): Network {
    const shift = BigInt(this.address.size - this.bits);
    const hex = ((this.address.number >> shift) << shift).toString(16).padStart(this.address.size / 4, '0');
    const parts = hex.match(this.address.family === 4 ? /../g : /..../g)!;
    const text = this.address.family === 4 ? parts.map((part) => Number.parseInt(part, 16)).join('.') : parts.join(':');
    return new Network(Address.parse(text), this.bits);
  }

  equals(other: Special): boolean {
    return (other as Network).toJson() === this.toJson();
  }

  toJson(): string {
    return `${this.address.toJson()}/${this.bits}`;
  }
}

function leading({ number, size }: Address, bits: number): bigint {
  return number >> BigInt(size - bits);
}

/** As RFC 5952 has it; a URL writes its host so. */
function canonical(text: string): string {
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}

function numberOfIPv6(text: string): bigint {
  const [left = '', right] = text.split('::').map((half) => half.split(':').filter((part) => part !== ''));
  const missing = 8 - left.length - (right?.length ?? 0);
  const parts = [...left, ...Array<string>(missing).fill('0'), ...(right ?? [])];
  return BigInt(`0x${parts.map((part) => part.padStart(4, '0')).join('')}`);
}

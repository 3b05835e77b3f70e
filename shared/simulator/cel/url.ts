import { CelError } from './cel-error.ts';
import { Special } from './values.ts';

/** With a scheme, or a path alone. */
const notation = /^(?:([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?\s]*)([^?\s]*)|[^/?\s][^?\s]*)|(\/[^?\s]*))(?:\?(.*))?$/;

/** A URL in its parts, as they are written. */
export class Url extends Special {
  readonly kind = 'URL';
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  static isOne(text: string): boolean {
    return notation.test(text);
  }

  /** @throws CelError */
  static parse(text: string): Url {
    if (!Url.isOne(text)) {
      throw new CelError(`URL parse error during conversion from string: parse ${JSON.stringify(text)}: invalid URI for request`);
    }
    return new Url(text.replace(/#.*$/, ''));
  }

  get scheme(): string {
    return this.#part(1).toLowerCase();
  }

  /** With its port, without the user. */
  get host(): string {
    return this.#part(2).replace(/^.*@/, '');
  }

  get hostname(): string {
    return this.host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  }

  get port(): string {
    return /:(\d*)$/.exec(this.host)?.[1] ?? '';
  }

  get path(): string {
    return this.#part(3) || this.#part(4);
  }

  get query(): Record<string, string[]> {
    const parameters = new URLSearchParams(this.#part(5));
    return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
  }

  equals(other: Special): boolean {
    return (other as Url).text === this.text;
  }

  toJson(): string {
    return this.text;
  }

  #part(index: number): string {
    return notation.exec(this.text)?.[index] ?? '';
  }
}

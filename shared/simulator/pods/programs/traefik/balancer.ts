import { createHash } from 'node:crypto';
import type { Cookie } from './resources.ts';

export interface Candidate<T> {
  /** By which cookies remember it. */
  readonly name: string;
  readonly weight: number;
  /** Not to be chosen anew, only by who has been sent to it before. */
  readonly isFenced: boolean;
  readonly value: T;
}

export interface Chosen<T> {
  readonly value: T;
  /** The cookie to answer with, as Set-Cookie wants it. */
  readonly cookie: string | undefined;
}

/** Chooses among candidates by their weights; who comes with our cookie goes where it was before. */
export class Balancer<T> {
  readonly #candidates: readonly Candidate<T>[];
  readonly #credits: number[];
  readonly #cookie: (Cookie & { readonly name: string }) | undefined;

  /** Candidates without weight are none. */
  constructor(candidates: readonly Candidate<T>[], cookie?: Cookie & { readonly name: string }) {
    this.#candidates = candidates.filter(({ weight }) => weight > 0);
    this.#credits = this.#candidates.map(() => 0);
    this.#cookie = cookie;
  }

  /** Undefined where there is none to choose. */
  choose(cookies: ReadonlyMap<string, string>): Chosen<T> | undefined {
    const remembered = this.#cookie === undefined ? undefined : cookies.get(this.#cookie.name);
    const known = remembered === undefined ? undefined : this.#candidates.find(({ name }) => cookieValue(name) === remembered);
    const chosen = known ?? this.#next();
    return chosen === undefined ? undefined : { value: chosen.value, cookie: known === undefined ? this.#cookieFor(chosen.name) : undefined };
  }

  /** Smooth: each gains its weight, the richest is chosen and pays for all. In as many turns as the weights sum up to, each has its exact share. */
  #next(): Candidate<T> | undefined {
    let richest = -1;
    let total = 0;
    for (const [index, { weight, isFenced }] of this.#candidates.entries()) {
      if (isFenced) {
        continue;
      }
      total += weight;
      this.#credits[index]! += weight;
      if (richest < 0 || this.#credits[index]! > this.#credits[richest]!) {
        richest = index;
      }
    }
    if (richest < 0) {
      return undefined;
    }
    this.#credits[richest]! -= total;
    return this.#candidates[richest];
  }

  #cookieFor(name: string): string | undefined {
    if (this.#cookie === undefined) {
      return undefined;
    }
    const { path = '/', domain, maxAge = 0, httpOnly = false, secure = false, sameSite } = this.#cookie;
    return [
      `${this.#cookie.name}=${cookieValue(name)}`,
      `Path=${path}`,
      ...(domain === undefined ? [] : [`Domain=${domain}`]),
      ...(maxAge === 0 ? [] : [`Max-Age=${Math.max(0, maxAge)}`]),
      ...(httpOnly ? ['HttpOnly'] : []),
      ...(secure ? ['Secure'] : []),
      ...(sameSite === undefined ? [] : [`SameSite=${sameSite.charAt(0).toUpperCase()}${sameSite.slice(1)}`]),
    ].join('; ');
  }
}

/** The cookie's name where none is given: made from the name of the service that chooses. */
export function cookieName(given: string | undefined, service: string): string {
  return given ?? `_${createHash('sha1').update(`_TRAEFIK_BACKEND_${service}`).digest('hex')}`.slice(0, 6);
}

function cookieValue(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

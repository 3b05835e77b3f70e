/** `authorizer` in policies and match conditions: what a user may do, asked link by link. */
import type { User } from '../api-server/request.ts';
import { noSuchOverload } from './cel-error.ts';
import { Special } from './values.ts';

/** May this user do this? `path` is of what is no resource. */
export interface AccessQuestion {
  readonly user: User;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace: string;
  readonly name: string;
  readonly path?: string;
}

export type IsAllowed = (question: AccessQuestion) => boolean;
type Subject = Partial<Omit<AccessQuestion, 'user' | 'verb'>>;

/** Not to be compared, and not to leave an expression. */
abstract class Link extends Special {
  equals(other: Special): boolean {
    return other === this;
  }

  toJson(): never {
    throw noSuchOverload();
  }
}

export class Authorizer extends Link {
  readonly kind = 'Authorizer';
  readonly #user: User;
  readonly #isAllowed: IsAllowed;
  readonly #requested: Subject | undefined;

  /** `requested` is what the request is about. */
  constructor(user: User, isAllowed: IsAllowed, requested?: Subject) {
    super();
    this.#user = user;
    this.#isAllowed = isAllowed;
    this.#requested = requested;
  }

  override field(name: string): unknown {
    return name === 'requestResource' && this.#requested !== undefined ? this.check('ResourceCheck', this.#requested) : undefined;
  }

  check(kind: Check['kind'], subject: Subject): Check {
    return new Check(kind, subject, (verb, { group = '', resource = '', namespace = '', name = '', subresource, path }) => this.#isAllowed({
      user: this.#user, verb, group, resource, namespace, name, ...(subresource === undefined ? {} : { subresource }), ...(path === undefined ? {} : { path }),
    }));
  }

  ofServiceAccount(namespace: string, name: string): Authorizer {
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
    return new Authorizer({ username: `system:serviceaccount:${namespace}:${name}`, groups }, this.#isAllowed);
  }
}

export class Check extends Link {
  readonly kind: 'PathCheck' | 'GroupCheck' | 'ResourceCheck';
  readonly #subject: Subject;
  readonly #ask: (verb: string, subject: Subject) => boolean;

  constructor(kind: Check['kind'], subject: Subject, ask: (verb: string, subject: Subject) => boolean) {
    super();
    this.kind = kind;
    this.#subject = subject;
    this.#ask = ask;
  }

  narrow(subject: Subject, kind = this.kind): Check {
    return new Check(kind, { ...this.#subject, ...subject }, this.#ask);
  }

  decide(verb: string): Decision {
    return new Decision(this.#ask(verb, this.#subject));
  }
}

export class Decision extends Link {
  readonly kind = 'Decision';
  readonly isAllowed: boolean;

  constructor(isAllowed: boolean) {
    super();
    this.isAllowed = isAllowed;
  }
}

import { Unreachable } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';

const writes: readonly (keyof Kube)[] = ['create', 'replace', 'patch', 'apply', 'delete'];

/** One process' connection. After its n-th write has come true the process is dead: the answer is lost, and nothing is sent any more. */
export function killableKube(kube: Kube, { afterWrites, onKilled, onWrite }: { afterWrites: number; onKilled(): void; onWrite?(): void }): Kube {
  let written = 0;
  let dead = false;
  return new Proxy(kube, {
    get(target, property) {
      const value = Reflect.get(target, property, target) as unknown;
      if (typeof value !== 'function') {
        return value;
      }
      if (property === 'watch') {
        return (value as Kube['watch']).bind(target);
      }
      return async (...args: unknown[]) => {
        if (dead) {
          throw new Unreachable('this process is dead');
        }
        const result = await (value as (...all: unknown[]) => Promise<unknown>).apply(target, args);
        if (writes.includes(property as keyof Kube)) {
          written += 1;
          onWrite?.();
          if (written === afterWrites) {
            dead = true;
            onKilled();
            throw new Unreachable('this process is dead');
          }
        }
        return result;
      };
    },
  });
}

/** JSON by chance, the same for the same seed. */
export interface RandomJson {
  value(depth?: number): unknown;
  pick<T>(choices: readonly T[]): T;
}

const words = ['', 'podinfo', 'UPDATE', 'v1', 'Deployment', 'Ж😀', '\u0000', '__proto__', 'constructor', '-1', 'null', '{{', 'http://[', '9'.repeat(400)];
const keys = ['metadata', 'spec', 'name', 'template', 'annotations', 'request', 'object', 'targetRef', '__proto__', 'constructor', 'analysis', 'labels', ''];

/** Makes one for this seed. */
export function randomJson(seed: number): RandomJson {
  let state = seed;
  // A linear congruential generator: chance enough for bending JSON.
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
  const value = (depth = 0): unknown => {
    switch (below(depth > 4 ? 4 : 6)) {
      case 0: return null;
      case 1: return pick([true, false]);
      case 2: return pick([0, -1, 1.5, 1e308, 2 ** 53]);
      case 3: return pick(words);
      case 4: return Array.from({ length: below(4) }, () => value(depth + 1));
      default: return Object.fromEntries(Array.from({ length: below(5) }, () => [pick(keys), value(depth + 1)]));
    }
  };
  return { value, pick };
}

/** The same with one to three of its parts replaced or gone. */
export function randomlyBent(original: unknown, random: RandomJson): unknown {
  const copy: unknown = structuredClone(original);
  for (let left = random.pick([1, 2, 3]); left > 0; left -= 1) {
    bendOnce(copy, random);
  }
  return copy;
}

function bendOnce(root: unknown, random: RandomJson): void {
  let node = root as Record<string, unknown>;
  for (;;) {
    const names = Object.keys(node);
    if (names.length === 0) {
      return;
    }
    const name = random.pick(names);
    const inner = node[name];
    if (inner !== null && typeof inner === 'object' && random.pick([true, true, true, false])) {
      node = inner as Record<string, unknown>;
    } else if (random.pick([true, false])) {
      node[name] = random.value();
      return;
    } else {
      delete node[name];
      return;
    }
  }
}

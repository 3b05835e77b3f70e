/** What the app's users get, by version: the last few seconds, and all failures since the start. */
export interface UserAnswer {
  readonly at: Date;
  readonly status: number;
  /** Of the app that answered; undefined where nothing of the app did. */
  readonly version: string | undefined;
}

export interface UserCounts {
  /** Requests in the window. */
  readonly requests: number;
  /** Percent of the window's answers by version, the most first. */
  readonly shares: readonly { readonly version: string; readonly percent: number }[];
  /** Answers of 500 and above since the start, by version; `nobody` where no pod answered. */
  readonly failures: Readonly<Record<string, number>>;
}

const windowMs = 3000;

export class UserBook {
  #recent: UserAnswer[] = [];
  readonly #failures: Record<string, number> = {};

  /** Takes note of one answer. */
  add(answer: UserAnswer): void {
    this.#recent.push(answer);
    if (answer.status >= 500 || answer.status === 0 || answer.version === undefined) {
      const version = answer.version ?? 'nobody';
      this.#failures[version] = (this.#failures[version] ?? 0) + 1;
    }
  }

  /** The window that ends now. */
  counts(now: Date): UserCounts {
    this.#recent = this.#recent.filter(({ at }) => now.getTime() - at.getTime() <= windowMs);
    const byVersion = new Map<string, number>();
    for (const { version = 'nobody' } of this.#recent) {
      byVersion.set(version, (byVersion.get(version) ?? 0) + 1);
    }
    const requests = this.#recent.length;
    const shares = [...byVersion].map(([version, count]) => ({ version, percent: Math.round((count / requests) * 100) })).sort((one, other) => other.percent - one.percent);
    return { requests, shares, failures: { ...this.#failures } };
  }
}

/** In one line: `users: 40/s · 6.0.0 80 % · 6.0.1 20 % · failed: none`. */
export function usersLine({ requests, shares, failures }: UserCounts): string {
  const failed = Object.entries(failures).map(([version, count]) => `${count} at ${version}`).join(', ');
  return [`users: ${Math.round(requests / (windowMs / 1000))}/s`, ...shares.map(({ version, percent }) => `${version} ${percent} %`), `failed: ${failed === '' ? 'none' : failed}`].join(' · ');
}

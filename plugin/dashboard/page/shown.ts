/** What the server tells the page, as JSON has it. Types only: the page and the server share them. */
import type { PastRollout } from '../../history/past-rollouts.ts';
import type { CanaryView } from '../../view/canary-view.ts';

/** A value after its way through JSON: times are RFC 3339. */
export type AsJson<T> = T extends Date ? string : T extends readonly (infer E)[] ? readonly AsJson<E>[] : T extends object ? { readonly [K in keyof T]: AsJson<T[K]> } : T;

export type Tone = 'good' | 'bad' | 'warn' | 'accent';

/** The terminal's view of a canary, and what a page can show besides. */
export interface ShownCanary extends AsJson<CanaryView> {
  readonly tone: Tone;
  readonly series: readonly Series[];
  /** Newest first. */
  readonly events: readonly ShownEvent[];
}

/** What one check has measured since the rollout began, or since the dashboard looks. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Oldest first. */
  readonly points: readonly Point[];
}

export interface Point {
  readonly at: string;
  readonly value: number;
  readonly verdict: 'passed' | 'failed' | 'unknown';
}

export interface ShownEvent {
  readonly at: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
}

/** What is read when somebody looks at one canary. */
export interface ShownDetails {
  /** With the pods around it and its plan. */
  readonly view: AsJson<CanaryView>;
  /** Lines of a unified diff of the stable and the held template; none where nothing is held. */
  readonly diff: readonly string[];
  /** Why there is no diff though a template is held. */
  readonly diffProblem: string | undefined;
  /** Newest first. */
  readonly rollouts: readonly (AsJson<PastRollout> & { readonly change: string; readonly duration: string })[];
  readonly offers: readonly Offer[];
}

/** A command that can be given, or why not. */
export interface Offer {
  readonly verb: 'promote' | 'abort' | 'revert' | 'pause' | 'resume';
  readonly force: boolean;
  readonly label: string;
  /** What it does: to be read before it is confirmed. */
  readonly consequence: string;
  readonly refusal: string | undefined;
}

export interface CommandRequest {
  readonly namespace: string;
  readonly name: string;
  readonly verb: Offer['verb'];
  readonly force: boolean;
}

/** Where we are, and who we are there. */
export interface About {
  readonly server: string;
  readonly user: string;
  /** Undefined: all. */
  readonly namespace: string | undefined;
}

/** One message of the feed. */
export type FeedMessage =
  | { readonly type: 'all'; readonly about: About; readonly canaries: readonly ShownCanary[]; readonly trouble: string | undefined }
  | { readonly type: 'canary'; readonly canary: ShownCanary }
  | { readonly type: 'gone'; readonly namespace: string; readonly name: string }
  | { readonly type: 'trouble'; readonly message: string | undefined }
  /** What became of a command. */
  | { readonly type: 'said'; readonly namespace: string; readonly name: string; readonly text: string; readonly isFailure: boolean };

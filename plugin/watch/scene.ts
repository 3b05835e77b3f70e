/** What a watch screen shows besides the Canary itself: the pods of both sides, and what was measured so far. */
import type { Decision } from '../../shared/engine/decision.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { viewOfObservation } from '../view/canary-view.ts';
import type { CanaryView } from '../view/canary-view.ts';
import { sidesOf } from '../view/sides.ts';
import type { Sides, WatchedPods } from '../view/sides.ts';
import { noTrends, withSamples } from '../view/trends.ts';
import type { Trends } from '../view/trends.ts';
import { watchPods } from './watch-pods.ts';

export interface Scene {
  /** Takes what a driver observes. */
  look(observation: Observation, decision: Decision): void;
  /** The last that was looked at; undefined before the first. */
  readonly shown: Shown | undefined;
  close(): void;
}

export interface Shown {
  readonly observation: Observation;
  readonly view: CanaryView;
  readonly sides: Sides | undefined;
  readonly trends: Trends;
}

/** Pods are watched from the first look at a target on, until it is closed. */
export function openScene({ kube, onChange }: { kube: Kube; onChange: () => void }): Scene {
  const closing = new AbortController();
  let pods: (() => WatchedPods | undefined) | undefined;
  let shown: Omit<Shown, 'sides'> | undefined;
  return {
    look(observation, decision) {
      const view = viewOfObservation(observation, decision);
      shown = { observation, view, trends: withSamples(shown?.trends ?? noTrends, view) };
      if (observation.target !== undefined) {
        pods ??= watchPods(kube, observation, { signal: closing.signal, onChange });
      }
    },
    get shown() {
      const found = pods?.();
      return shown === undefined ? undefined : { ...shown, sides: found === undefined ? undefined : sidesOf(shown.observation, found) };
    },
    close: () => closing.abort(),
  };
}

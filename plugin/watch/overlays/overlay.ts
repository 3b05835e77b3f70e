/** The contract of what a key may show in place of the sections: one member per key, opened when it is pressed, closed by the signal. */
import type { Observation } from '../../../shared/engine/observation.ts';
import type { Kube } from '../../../shared/kube/kube.ts';
import type { Room } from '../../view/frame.ts';
import type { Line } from '../../view/line.ts';
import type { Trends } from '../../view/trends.ts';

/** What is known of the canary now. */
export interface Sight {
  readonly observation: Observation;
  readonly trends: Trends;
}

export interface OverlayContext {
  readonly kube: Kube;
  readonly signal: AbortSignal;
  /** To be called when there is something new to draw. */
  changed(): void;
}

export interface OverlayPage {
  /** Called at the start and whenever something changed. */
  look(sight: Sight): void;
  lines(room: Room): readonly Line[];
}

export type OpenOverlay = (context: OverlayContext) => OverlayPage;

import type { Decision } from '../../shared/engine/decision.ts';
import type { Observation } from '../../shared/engine/observation.ts';
import type { CanaryView } from '../view/canary-view.ts';
import type { Demo } from './demo.ts';

/** Where the demo is seen: a screen that is drawn on, or lines one after the other. */
export interface Stage {
  /** The cluster is there. */
  begin(demo: Demo): void;
  /** A line of the story, of kubectl, or about a key. */
  say(line: string): void;
  /** What the driver sees; the view is made from it. */
  show(view: CanaryView, observation: Observation, decision: Decision): void;
  close(): void;
}

/** How to reach the cluster from elsewhere. */
export function placeLine({ kubeconfigPath }: Demo): string {
  return `elsewhere: export KUBECONFIG=${kubeconfigPath}`;
}

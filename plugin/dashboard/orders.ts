/** The commands of the dashboard, as the command line gives them. */
import type { Order } from '../give-command.ts';

export interface GivenOrder extends Order {
  readonly label: string;
  /** What it does, for who is about to confirm it. */
  consequence(target: string): string;
}

export const orders = {
  promote: {
    verb: 'promote', until: 'ended', success: ['promoted'], next: 'watch', label: 'Promote',
    consequence: (target) => `Kubernetes rolls the held change of ${target} out to all its pods now, without the rest of its analysis.`,
  },
  pause: {
    verb: 'pause', until: 'obeyed', success: [], next: 'resume', label: 'Pause',
    consequence: () => 'The share of the traffic stays as it is, with no further checks, until the rollout is resumed.',
  },
  resume: {
    verb: 'resume', until: 'obeyed', success: [], next: 'watch', label: 'Resume',
    consequence: () => 'The current step begins anew, with its checks.',
  },
  abort: {
    verb: 'abort', until: 'ended', success: ['aborted', 'rolledBack'], next: 'status', label: 'Abort',
    consequence: (target) => `All traffic returns to the stable pods of ${target}. The change stays held.`,
  },
  revert: {
    verb: 'revert', until: 'ended', success: ['aborted', 'rolledBack'], next: 'status', label: 'Abort and revert',
    consequence: (target) => `All traffic returns to the stable pods, and ${target} gets its stable template back: the held change is dropped.`,
  },
} satisfies Record<string, GivenOrder>;

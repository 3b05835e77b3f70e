import type { Wire } from '../../../shared/kube/wire.ts';
import type { OurKinds } from './our-kinds.ts';

/** A cluster that sits the exam of `cluster.contract.ts`. */
export interface ClusterUnderTest {
  /** Requests of who may do all, and be anybody else. */
  readonly admin: Wire;
  /** Requests of nobody: who asks says so in a header. */
  readonly stranger: Wire;
  /** An IP address of this process at which the API server can call it; undefined where there is none. */
  readonly webhookHost: string | undefined;
  /** Image of an app that can be run: podinfo, as in `test/cluster/fixtures/podinfo.yaml`. */
  readonly image: string;
  /** Another version of it. */
  readonly otherImage: string;
}

/** What the subjects need, which are registered before the cluster is there: only their tests and hooks may look. */
export interface Exam {
  readonly cluster: ClusterUnderTest;
  /** Our kinds, defined under a group of this exam's own. */
  readonly kinds: OurKinds;
  /** Is told each namespace that has to be gone in the end. */
  leave(namespace: string): void;
}

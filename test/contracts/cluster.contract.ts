/**
 * What our code relies on in Kubernetes, written once: real clusters sit this exam, and so does the simulator. Where the two differ, the
 * simulator is wrong. It is exact about what matters to kubectl, to our own code or to a person, and silent about the rest.
 */
import { namespaces } from '../../shared/kube/resources.ts';
import { Namespace } from './cluster/a-namespace.ts';
import type { ClusterUnderTest, Exam } from './cluster/cluster-under-test.ts';
import { defineOurKinds, ourKinds, removeOurKinds } from './cluster/our-kinds.ts';
import * as subjects from './cluster/subjects/index.ts';

export type { ClusterUnderTest } from './cluster/cluster-under-test.ts';

/** Sits the exam. `setUp` is called once, before the first test; what it returns must work until after the last. */
export function itIsACluster(setUp: () => Promise<ClusterUnderTest>): void {
  describe('as any cluster', function () {
    this.timeout(90_000);
    const kinds = ourKinds();
    const used: string[] = [];
    let cluster: ClusterUnderTest | undefined;
    const exam: Exam = {
      get cluster() {
        return cluster!;
      },
      kinds,
      leave: (namespace) => void used.push(namespace),
    };
    const everywhere = new Namespace('', () => exam.cluster.admin);

    before(async () => {
      cluster = await setUp();
      await defineOurKinds(everywhere, kinds);
    });
    after(async () => {
      if (cluster !== undefined) {
        await Promise.all(used.map((name) => everywhere.untilGone(namespaces, name)));
        await removeOurKinds(everywhere, kinds);
      }
    });

    Object.values(subjects).forEach((subject) => subject(exam));
  });
}

/** Gates of these types keep a rollout where it is until they open; of the others each answer counts as a check. */
export const approvals: readonly string[] = ['confirm-rollout', 'pre-rollout', 'confirm-traffic-increase', 'confirm-promotion'];

#!/usr/bin/env bash
# npm run bench [-- --json]: what a rollout costs, measured on the test cluster, as ratios. The cluster must be up (npm run cluster -- up) and
# have the product's image loaded; what it needs besides, it installs.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"
cd "$project"
"$here/cluster.sh" status >/dev/null || { echo 'the test cluster is not up: run "npm run cluster -- up"' >&2; exit 1; }
npm run --silent build
KUBECONFIG=$run/admin.kubeconfig PATH=$bin:$PATH CANARY_CLUSTER_RUN=$run exec nsenter --net="/run/netns/$netns" node "$here/bench.ts" "$@"

# Where the test cluster lives, and how to get into its network. Sourced by the scripts beside it.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../.." && pwd)
home=${CANARY_CLUSTER_HOME:-$HOME/.cache/kubectl-canary/cluster}
netns=${CANARY_CLUSTER_NETNS:-canary-cluster}
bin=$home/bin
run=$home/run
containerd_socket=$run/containerd/containerd.sock
export PATH=$project/node_modules/.bin:$PATH

# Runs a command in the cluster's network. `ip netns exec` would hide the cgroups from it: it mounts /sys anew.
inside() { nsenter --net="/run/netns/$netns" "$@"; }
kubectl() { inside "$bin/kubectl" --kubeconfig "$run/admin.kubeconfig" "$@"; }
ctr() { "$bin/ctr" --address "$containerd_socket" --namespace k8s.io "$@"; }

# Imports an image archive; what ctr says (warnings about the host's cgroups among it) is shown only when it fails.
import_image() {
  local said
  said=$(ctr images import --local "$1" 2>&1) || { echo "$1 could not be imported: $said" >&2; return 1; }
}

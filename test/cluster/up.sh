#!/usr/bin/env bash
# Starts a Kubernetes of one node in a network namespace of its own: pod, service and node addresses exist only there. down.sh undoes it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"
PATH=$bin:$PATH:/usr/sbin:/sbin
node_address=10.0.0.1

# start NAME ARGUMENTS...: one of $bin in the background. Not in a subshell, or the recorded id would be the shell's.
start() {
  local name=$1
  shift
  setsid nsenter --net="/run/netns/$netns" "$bin/$name" "$@" </dev/null >"$run/log/$name.log" 2>&1 &
  echo $! >"$run/$name.pid"
}

# wait_for WHAT SECONDS CMD...: until the command succeeds.
wait_for() {
  local what=$1 tries=$(($2 * 10))
  shift 2
  until "$@" >/dev/null 2>&1; do
    (( tries-- )) || { echo "$what: not there in time" >&2; exit 1; }
    sleep 0.1
  done
}

make_network() {
  ip netns add "$netns"
  inside ip link set lo up
  # Service addresses need a route before they are translated; this one leads nowhere.
  inside ip link add node0 type veth peer name node1
  inside ip addr add "$node_address/24" dev node0
  inside ip link set node0 up
  inside ip link set node1 up
  inside ip route add default via 10.0.0.254 dev node0
  inside sysctl -qw net.ipv4.ip_forward=1
}

make_keys() {
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj /CN=cluster-ca
  openssl req -newkey rsa:2048 -nodes -keyout api.key -out api.csr -subj /CN=kube-apiserver
  openssl x509 -req -in api.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out api.crt -extfile <(
    echo "subjectAltName=DNS:kubernetes.default.svc,DNS:kubernetes.default,DNS:kubernetes,DNS:localhost,IP:$node_address,IP:10.96.0.1,IP:127.0.0.1"
  )
  openssl genrsa -out sa.key 2048
  openssl rsa -in sa.key -pubout -out sa.pub
}

# user NAME [ACCOUNT GROUPS]: a token, and NAME.kubeconfig that uses it.
user() {
  local name=$1 account=${2:-$1} groups=${3:-}
  echo "$name-token,$account,$account,\"$groups\"" >>"$run/pki/tokens.csv"
  cat >"$run/$name.kubeconfig" <<Y
apiVersion: v1
kind: Config
clusters: [{name: test, cluster: {server: "https://$node_address:6443", certificate-authority: $run/pki/ca.crt}}]
users: [{name: $name, user: {token: $name-token}}]
contexts: [{name: test, context: {cluster: test, user: $name}}]
current-context: test
Y
}

# What a rollout costs the API server is counted in this log: the calls of `driver`, and of what we run in the cluster.
write_audit_policy() {
  cat >"$run/pki/audit.yaml" <<'Y'
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- {level: Metadata, users: [driver, alice, bob]}
- {level: Metadata, userGroups: ["system:serviceaccounts:kubectl-canary-system"]}
- {level: None}
Y
}

start_control_plane() {
  # No fsync: this cluster is thrown away.
  start etcd --data-dir "$run/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380
  # InternalIP: nothing resolves the node's name, which `kubectl exec` and `kubectl logs` would use.
  start kube-apiserver --etcd-servers=http://127.0.0.1:2379 --service-cluster-ip-range=10.96.0.0/16 \
    --advertise-address="$node_address" --secure-port=6443 --tls-cert-file=api.crt --tls-private-key-file=api.key \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file=sa.pub --service-account-signing-key-file=sa.key \
    --token-auth-file=tokens.csv --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction \
    --audit-policy-file=audit.yaml --audit-log-path="$run/log/audit.log" --allow-privileged=true --kubelet-preferred-address-types=InternalIP
  wait_for 'the API server' 60 kubectl get --raw /readyz
  start kube-controller-manager --kubeconfig "$run/admin.kubeconfig" --leader-elect=false \
    --use-service-account-credentials=true --service-account-private-key-file=sa.key --root-ca-file=ca.crt
  start kube-scheduler --kubeconfig "$run/admin.kubeconfig" --leader-elect=false
}

start_containerd() {
  # restrict_oom_score_adj: without CAP_SYS_RESOURCE no pod would start. netns_mounts_under_state_dir: down.sh removes its own alone.
  cat >"$run/containerd.toml" <<T
version = 3
root = "$run/containerd/root"
state = "$run/containerd/state"
[grpc]
address = "$containerd_socket"
[plugins."io.containerd.cri.v1.images".pinned_images]
sandbox = "localhost/pause:1"
[plugins."io.containerd.cri.v1.runtime"]
restrict_oom_score_adj = true
netns_mounts_under_state_dir = true
[plugins."io.containerd.cri.v1.runtime".cni]
bin_dirs = ["/usr/lib/cni"]
conf_dir = "$run/cni"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]
BinaryName = "$(command -v runc)"
SystemdCgroup = false
T
  cat >"$run/cni/10-pods.conflist" <<J
{"cniVersion": "1.0.0", "name": "pods", "plugins": [{
  "type": "bridge", "bridge": "cni0", "isGateway": true, "hairpinMode": true,
  "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.244.0.0/16"}]], "routes": [{"dst": "0.0.0.0/0"}], "dataDir": "$run/cni-ipam"}
}]}
J
  start containerd --config "$run/containerd.toml"
  wait_for containerd 20 ctr version
}

start_node() {
  # Works with cgroup v1 and v2, with swap, and on a disk that is nearly full.
  cat >"$run/kubelet.yaml" <<Y
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
failCgroupV1: false
failSwapOn: false
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
containerRuntimeEndpoint: unix://$containerd_socket
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
clusterDNS: [10.96.0.10]
clusterDomain: cluster.local
resolvConf: /dev/null
podLogsDir: "$run/log/pods" # kubelets that share one remove each other's
evictionHard: {memory.available: 1Mi, nodefs.available: 1Mi, imagefs.available: 1Mi}
imageGCHighThresholdPercent: 100
maxPods: 250
Y
  cat >"$run/proxy.yaml" <<Y
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
clusterCIDR: 10.244.0.0/16
hostnameOverride: node
conntrack: {maxPerCore: 0, min: 0}
clientConnection: {kubeconfig: $run/admin.kubeconfig}
Y
  start kubelet --kubeconfig "$run/node.kubeconfig" --config "$run/kubelet.yaml" --hostname-override=node --node-ip="$node_address" \
    --root-dir="$run/kubelet" --cert-dir="$run/pki/kubelet"
  start kube-proxy --config "$run/proxy.yaml"
  wait_for 'the node' 60 kubectl wait --for=condition=Ready node/node --timeout=1s
}

mkdir -p "$run"/{log,pki,etcd,kubelet,containerd,cni}
cd "$run/pki"
make_network
make_keys 2>/dev/null
user admin admin system:masters
user driver driver system:masters
user node system:node:node system:nodes
user alice
user bob
write_audit_policy
start_control_plane
start_containerd
start_node

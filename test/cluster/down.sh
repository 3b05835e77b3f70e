#!/usr/bin/env bash
# Stops the cluster that up.sh started and removes its network namespace, mounts and state; the programs stay. Succeeds where there is none.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"

# The id of a program of ours, if it still runs: the number may be another's by now.
pid_of() {
  local pid
  pid=$(cat "$run/$1.pid" 2>/dev/null) && grep -qsF "$bin/$1" "/proc/$pid/cmdline" && echo "$pid"
}

# stop NAME...: asks all of them, and ends those that take longer than 5 s (the API server drains for a while).
stop() {
  local name pid
  for name; do pid=$(pid_of "$name") && kill "$pid"; done
  for name; do
    pid=$(pid_of "$name") || continue
    timeout 5 tail --pid="$pid" -f /dev/null || kill -9 "$pid"
  done
}

stop_containers() {
  [[ -S $containerd_socket ]] || return 0
  local task
  for task in $(ctr tasks ls -q); do ctr tasks kill -s KILL "$task"; done
  sleep 0.5
  for task in $(ctr tasks ls -q); do ctr tasks rm -f "$task"; done
  # The shims outlive containerd; each names its containerd's socket.
  local shim
  for shim in $(pgrep -f "containerd-shim-runc-v2 .*-address $containerd_socket"); do kill "$shim"; done
}

stop kubelet kube-proxy kube-scheduler kube-controller-manager
stop_containers >/dev/null 2>&1
stop containerd kube-apiserver
stop etcd
awk -v run="$run/" 'index($2, run) == 1 {print $2}' /proc/mounts | sort --reverse | xargs --no-run-if-empty umount --lazy
if [[ -e /run/netns/$netns ]]; then ip netns del "$netns"; fi
rm -rf "$run"

#!/usr/bin/env bash
# The test cluster, `npm run cluster -- VERB`. Its scripts beside it do one thing each; README.md tells what it is made of.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"

usage='usage: npm run cluster -- VERB
  up               build the programs if needed, start the cluster, install DNS, Traefik and Prometheus
  down             stop it and remove all it made, but for the programs
  status           its node, pods and versions
  load ARCHIVE     import an image archive (npm run image makes one)
  exec CMD...      run a command in its network, with KUBECONFIG and its kubectl'

is_up() { [[ -e $run/ready ]] && kubectl get --raw /readyz --request-timeout=5s >/dev/null 2>&1; }

require_up() { is_up || { echo 'no cluster is up: run "npm run cluster -- up"' >&2; exit 1; }; }

up() {
  mkdir -p "$home"
  exec 9>"$home/lock"
  flock 9 # of two that want it up at once, the second finds it running
  if is_up; then
    echo "the cluster is up already: KUBECONFIG=$run/admin.kubeconfig"
    return
  fi
  "$here/preflight.sh"
  "$here/build.sh"
  "$here/down.sh" # what a start that failed or a machine that was switched off left behind
  if ! { "$here/up.sh" && "$here/addons.sh"; } 9>&-; then
    rm -rf "$home/failed-start"
    cp -r "$run/log" "$home/failed-start"
    "$here/down.sh"
    echo "the cluster did not start: its programs' logs are in $home/failed-start" >&2
    exit 1
  fi
  touch "$run/ready"
  echo "the cluster is up: KUBECONFIG=$run/admin.kubeconfig"
}

status() {
  require_up
  kubectl get nodes -o wide
  echo
  kubectl get pods --all-namespaces
  echo
  kubectl version
  echo "etcd $("$bin/etcd" --version | sed -n 's/^etcd Version: //p')"
  kubectl get deployments --all-namespaces -o jsonpath='{range .items[*].spec.template.spec.containers[*]}{.image}{"\n"}{end}' | sort -u
  echo "audit log: $run/log/audit.log"
}

execute() {
  require_up
  export KUBECONFIG=${KUBECONFIG:-$run/admin.kubeconfig} PATH=$bin:$PATH
  inside "$@"
}

case "${1:-} $#" in
  'up 1') up ;;
  'down 1') "$here/down.sh" ;;
  'status 1') status ;;
  'load 2') require_up && import_image "$2" ;;
  'exec 1') echo "$usage" >&2 && exit 2 ;;
  'exec '*) execute "${@:2}" ;;
  *) echo "$usage" >&2 && exit 2 ;;
esac

#!/usr/bin/env bash
# Builds the cluster's programs and images from Go modules, once: a module is built again only when its go.mod or go.sum has changed.
# `build.sh --stale` names the modules that would be built.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"
export CGO_ENABLED=0

version_of() { sed -n "s#^[[:space:]]*$2 \(v[^ ]*\).*#\1#p" "$here/go/$1/go.mod"; }

# compile MODULE LDFLAGS PACKAGE...: each program goes to $bin under its package's last name, whole or not at all.
compile() {
  local module=$1 ldflags=$2
  shift 2
  mkdir -p "$home/building"
  (cd "$here/go/$module" && go build -o "$home/building/" -ldflags "-s -w $ldflags" "$@")
  mv "$home/building"/* "$bin/"
}

# image NAME REFERENCE PROGRAM...: an image of these programs that starts the first.
image() {
  node "$here/pack-image.ts" "$2" "$home/images/$1.tar" "${@:3}"
}

build_kubernetes() {
  local version major minor package=k8s.io/component-base/version
  version=$(version_of kubernetes k8s.io/kubernetes)
  IFS=. read -r major minor _ <<<"${version#v}"
  compile kubernetes "-X $package.gitVersion=$version -X $package.gitMajor=$major -X $package.gitMinor=$minor" \
    k8s.io/kubernetes/cmd/{kube-apiserver,kube-controller-manager,kube-scheduler,kubelet,kube-proxy,kubectl}
}
build_etcd() {
  compile etcd '' go.etcd.io/etcd/server/v3
  mv "$bin/server" "$bin/etcd"
}
build_containerd() { compile containerd '' github.com/containerd/containerd/v2/cmd/{containerd,containerd-shim-runc-v2,ctr}; }
build_pause() {
  compile pause '' cluster/pause
  image pause localhost/pause:1 "$bin/pause:/pause"
}
build_coredns() {
  compile coredns '' github.com/coredns/coredns
  image coredns localhost/coredns:1 "$bin/coredns:/bin/coredns"
}
build_traefik() {
  compile traefik '' github.com/traefik/traefik/v3/cmd/traefik
  image traefik docker.io/library/traefik:v3.5.3 "$bin/traefik:/bin/traefik"
  local sources
  sources=$(cd "$here/go/traefik" && go list -m -f '{{.Dir}}' github.com/traefik/traefik/v3)
  install -m 644 "$sources/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml" "$home/traefik-crds.yaml"
}
build_prometheus() {
  compile prometheus '' github.com/prometheus/prometheus/cmd/prometheus
  image prometheus docker.io/prom/prometheus:v3.8.1 "$bin/prometheus:/bin/prometheus"
}
# One source under four version numbers: what differs between releases is only what podinfo says of itself.
build_podinfo() {
  compile podinfo '' github.com/stefanprodan/podinfo/cmd/podcli
  local version
  for version in 6.0.0 6.0.1 6.0.2 6.0.3; do
    compile podinfo "-X github.com/stefanprodan/podinfo/pkg/version.VERSION=$version" github.com/stefanprodan/podinfo/cmd/podinfo
    image "podinfo-$version" "ghcr.io/stefanprodan/podinfo:$version" "$bin/podinfo:/home/app/podinfo" "$bin/podcli:/usr/local/bin/podcli"
  done
}

modules=(pause etcd containerd coredns kubernetes traefik prometheus podinfo)
fingerprint() { cat "$here/go/$1"/* | sha256sum; }
is_fresh() { [[ -f $home/built/$1 && $(<"$home/built/$1") == "$(fingerprint "$1")" ]]; }

mkdir -p "$bin" "$home/images" "$home/built"
for module in "${modules[@]}"; do
  is_fresh "$module" && continue
  if [[ ${1:-} == --stale ]]; then
    echo "$module"
    continue
  fi
  echo "building $module"
  "build_$module"
  fingerprint "$module" >"$home/built/$module"
done

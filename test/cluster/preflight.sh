#!/usr/bin/env bash
# Whether this machine can run the cluster: installs the Debian packages that are missing, and names everything else at once.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"
PATH=$PATH:/usr/sbin:/sbin

# What is needed, and the Debian package that brings it.
declare -A package_of=(
  [runc]=runc
  [chromium]=chromium
  [/usr/lib/cni/bridge]=containernetworking-plugins
  [ip]=iproute2
  [nft]=nftables
  [conntrack]=conntrack
  [openssl]=openssl
  [sysctl]=procps
  [nsenter]=util-linux
)
declare -a missing=() problems=()

find_missing() {
  missing=()
  local needed
  for needed in "${!package_of[@]}"; do
    command -v "$needed" >/dev/null || missing+=("${package_of[$needed]}")
  done
}

install_missing() {
  echo "installing ${missing[*]}"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}"; } </dev/null >/dev/null
}

is_at_least() { [[ $(printf '%s\n' "$1" "$2" | sort --version-sort | head -n 1) == "$2" ]]; }

[[ $(uname -s) == Linux ]] || problems+=("Linux, not $(uname -s): set KUBECTL_CANARY_TEST_KUBECONFIG to test on a cluster elsewhere")
(( EUID == 0 )) || problems+=("root, for network namespaces and containers: run it with sudo")

find_missing
if (( ${#missing[@]} && EUID == 0 )) && command -v apt-get >/dev/null; then
  install_missing || true
  find_missing
fi
(( ${#missing[@]} )) && problems+=("the Debian packages ${missing[*]}: apt-get install ${missing[*]}")

if [[ -n $("$here/build.sh" --stale) ]]; then
  wanted=$(sed -n 's/^go //p' "$here"/go/*/go.mod | sort --version-sort | tail -n 1)
  have=$(cd "$here/go/kubernetes" && go env GOVERSION 2>/dev/null | sed 's/^go//') || have=
  is_at_least "${have:-0}" "$wanted" || problems+=("go $wanted or later to build the programs, not ${have:-none}: see https://go.dev/dl")
fi
command -v node >/dev/null || problems+=("node in node_modules/.bin: run npm ci")

if (( ${#problems[@]} )); then
  echo 'the test cluster needs:' >&2
  printf -- '- %s\n' "${problems[@]}" >&2
  exit 1
fi

#!/usr/bin/env bash
# The stories on a real cluster: npm run test:cluster [-- [--keep] [--image-as-it-is] [FILE.story.ts...] [MOCHA OPTIONS...]]
# Starts the test cluster, and takes it down again unless --keep is given or it was up before. Where KUBECTL_CANARY_TEST_KUBECONFIG
# is set, that cluster is used instead (README.md beside this says what it must have).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"
cd "$project"

keep='' image=new mocha_arguments=() stories=()
for argument; do
  case $argument in
    --keep) keep=yes ;;
    --image-as-it-is) image=old ;;
    *.story.ts) stories+=("$argument") ;;
    *) mocha_arguments+=("$argument") ;;
  esac
done
(( ${#stories[@]} )) || stories=('test/cluster/**/*.story.ts')

# In the background and in a process group of its own, so that a signal ends the command and all it started at once.
set -m
child=
watched() {
  "$@" &
  child=$!
  local code=0
  wait "$child" || code=$?
  child=
  return "$code"
}

started=
finish() {
  trap '' INT TERM
  [[ -z $child ]] || { kill -- "-$child" && wait "$child"; } 2>/dev/null || true
  [[ -z $started || -n $keep ]] || "$here/down.sh"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

foreign=${KUBECTL_CANARY_TEST_KUBECONFIG:-}
if [[ -z $foreign ]]; then
  "$here/cluster.sh" status >/dev/null 2>&1 || started=yes
  watched "$here/cluster.sh" up
fi

archive=dist/image/kubectl-canary-$(node -p 'require("./package.json").version').tar
if [[ $image == new ]]; then
  watched npm run --silent build
  watched npm run --silent image
  if [[ -z $foreign ]]; then
    watched "$here/cluster.sh" load "$archive"
  elif [[ -n ${KUBECTL_CANARY_TEST_LOAD:-} ]]; then
    watched $KUBECTL_CANARY_TEST_LOAD "$archive" # a command of several words
  fi
fi

# Not package.json's settings: those leave the stories out. --exit: a connection that a failed test left open must not keep the suite.
mocha=(mocha --no-package --no-config --forbid-only --exit --timeout 300000 "${mocha_arguments[@]}" "${stories[@]}")
if [[ -n $foreign ]]; then
  KUBECONFIG=$foreign PATH=$PATH:$bin watched "${mocha[@]}"
else
  KUBECONFIG=$run/admin.kubeconfig PATH=$bin:$PATH watched nsenter --net="/run/netns/$netns" "${mocha[@]}"
fi

#!/usr/bin/env bash
# Imports the images and installs CoreDNS, Traefik with its CRDs, and Prometheus.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"

for archive in "$home"/images/*.tar; do
  import_image "$archive"
done
kubectl apply --server-side -f "$home/traefik-crds.yaml" >/dev/null
for addon in coredns traefik prometheus; do
  kubectl apply -f "$here/manifests/$addon.yaml" >/dev/null
done
kubectl -n kube-system rollout status deployment/coredns --timeout=60s
kubectl -n traefik rollout status deployment/traefik --timeout=60s
kubectl -n traefik rollout status deployment/prometheus --timeout=60s

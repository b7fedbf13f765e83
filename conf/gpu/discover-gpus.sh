#!/usr/bin/env bash
# Tells Spark which GPUs this process may use: those that CUDA_VISIBLE_DEVICES names, or all that
# the driver knows. For spark.{worker,executor}.resource.gpu.discoveryScript.
set -euo pipefail

if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  found=$(printf '%s' "$CUDA_VISIBLE_DEVICES" | tr ',' '\n')
elif command -v nvidia-smi >/dev/null; then
  found=$(nvidia-smi --query-gpu=index --format=csv,noheader)
else
  found=
fi
addresses=$(printf '%s\n' "$found" | sed -n 's/^ *\([^ ]\{1,\}\) *$/"\1"/p' | paste -sd , -)
printf '{"name": "gpu", "addresses": [%s]}\n' "$addresses"

#!/usr/bin/env bash
# What an operator sees in Temporal's Web UI: `sharedimages dev` as users run it, a promotion with a parked region, headless Chromium.
# SHAREDIMAGES_TEMPORAL names the Temporal program; the pictures go to the folder given as argument, else to a temporary one.
set -euo pipefail
: "${SHAREDIMAGES_TEMPORAL:?must name the Temporal program}"
cd "$(dirname "$0")"

program=$PWD/../../src/SharedImages.Cli/bin/Debug/net10.0/sharedimages
work=$(mktemp -d)
pictures=${1:-$work/pictures}
mkdir -p "$pictures"
dev=

finish() {
  local status=$?
  if [ -n "$dev" ]; then kill "$dev" 2>/dev/null || true; wait "$dev" 2>/dev/null || true; fi
  if [ "$status" -ne 0 ]; then tail -n 40 "$work"/*.out "$work"/*.err || true; fi
  rm -rf "$work"
}
trap finish EXIT

npm ci
dotnet build ../../src/SharedImages.Cli -v q -nologo

"$program" dev --speed 100 --spec "$work/promotion.yaml" >"$work/dev.out" 2>"$work/dev.err" &
dev=$!
deadline=$((SECONDS + 90))
until grep -q 'Ctrl-C ends everything' "$work/dev.out"; do
  if [ "$SECONDS" -ge "$deadline" ] || ! kill -0 "$dev" 2>/dev/null; then echo 'dev does not come up' >&2; exit 1; fi
  sleep 0.2
done

node check.js "$program" "$work/promotion.yaml" "$work/dev.out" "$pictures"

#!/usr/bin/env bash
# The ECS client in a natively compiled program, against `sharedimages simulate`. Whatever trimming and compiling warn of is an error.
set -euo pipefail
cd "$(dirname "$0")"

cli=../../src/SharedImages.Cli
program=$cli/bin/Debug/net10.0/sharedimages
work=$(mktemp -d)
simulator=

finish() {
  if [ -n "$simulator" ]; then
    kill "$simulator" 2>/dev/null || true
    wait "$simulator" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT

if [ ! -x "$program" ]; then dotnet build $cli -v q -nologo; fi

dotnet publish SharedImages.NativeClient.csproj -c Release -v q -nologo --artifacts-path "$work/artifacts" -o "$work/native" \
  -p:Native=true -p:RunAnalyzers=false -p:CppCompilerAndLinker="$(command -v clang || command -v gcc)"

: >"$work/simulator.json"
"$program" simulate --port 0 --output json >"$work/simulator.json" &
simulator=$!
deadline=$((SECONDS + 60))
until read -r _ <"$work/simulator.json"; do # fails until the line is whole
  if [ "$SECONDS" -ge "$deadline" ]; then echo "Simulator: not there after a minute" >&2; exit 1; fi
  sleep 0.2
done

"$work/native/SharedImages.NativeClient" "$work/simulator.json"

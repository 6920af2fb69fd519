#!/usr/bin/env bash
# The adapter over the official SDK compiles against signatures of what it calls; the SDK itself is not to be had everywhere.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet build src/SharedImages.Ecs.OfficialSdk -v q -nologo --artifacts-path "$out" \
  -p:WithOfficialSdk=true -p:OfficialSdkStub="$PWD/tests/OfficialSdk/Stub/OfficialSdk.Stub.csproj"

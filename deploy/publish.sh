#!/usr/bin/env bash
# Makes what users install, for each platform named (default: this one): FOLDER/sharedimages-RID.tar.gz, the program with all that it
# needs, and the packages of the dotnet tool, FOLDER/SharedImages[.RID].VERSION.nupkg. Nothing of the checkout changes.
#   deploy/publish.sh [--to FOLDER] [RID...]     such as linux-x64, linux-arm64, osx-arm64, win-x64
set -euo pipefail
cd "$(dirname "$0")/.."

to=artifacts
if [ "${1:-}" = --to ]; then to=$2; shift 2; fi
mkdir -p "$to"
to=$(realpath "$to")
if [ $# -eq 0 ]; then set -- "$(dotnet --info | sed -nE 's/^ *RID: +//p' | head -1)"; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Lock files hold no platforms; versions are those of Directory.Packages.props all the same. The code is analyzed where it is tested.
export UseSharedCompilation=true # one compiler that stays between projects
common=(-c Release --artifacts-path "$work/build" -v q -nologo -p:RunAnalyzers=false -p:GenerateDocumentationFile=false
  -p:NuGetLockFilePath=obj/packages.lock.json -p:RestoreLockedMode=false)

rids=$(IFS=';'; printf '%s' "$*")
echo "The dotnet tool for $*"
dotnet pack src/SharedImages.Cli "${common[@]}" "-p:RuntimeIdentifiers=\"$rids\"" "-p:ToolPackageRuntimeIdentifiers=\"$rids\"" -o "$to"

for rid in "$@"; do
  echo "sharedimages-$rid.tar.gz"
  # One file for all managed code, read from where it lies; native libraries beside it: nothing is unpacked into a home folder.
  dotnet publish src/SharedImages.Cli "${common[@]}" "-p:RuntimeIdentifiers=\"$rids\"" -r "$rid" --self-contained -p:PublishSingleFile=true -p:DebugType=none -o "$work/sharedimages"
  cp LICENSE "$work/sharedimages/"
  tar -C "$work" --owner 0 --group 0 --mode u=rwX,go=rX -czf "$to/sharedimages-$rid.tar.gz" sharedimages
  rm -rf "$work/sharedimages"
done

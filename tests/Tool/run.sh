#!/usr/bin/env bash
# What a user installs, as deploy/publish.sh makes it of the files that are checked in: the tool from a local feed into an empty home, and
# the tar.gz. Each then runs without a home that could be written.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rid=$(dotnet --info | sed -nE 's/^ *RID: +//p' | head -1)
mkdir -p "$work/source" "$work/home" "$work/elsewhere"
git ls-files -z | tar --null --files-from - -cf - | tar -xf - -C "$work/source"

"$work/source/deploy/publish.sh" --to "$work/feed" "$rid"
du -h "$work/feed"/*

echo "The tool, from a local feed (after $SECONDS s)"
HOME="$work/home" DOTNET_CLI_HOME="$work/home" dotnet tool install SharedImages --tool-path "$work/tools" --source "$work/feed"
tar -xzf "$work/feed/sharedimages-$rid.tar.gz" -C "$work"

try() { # try FOLDER COMMAND...: the program there, as its users find it
  (
    cd "$work/elsewhere"
    rm -f promotion.yaml
    export HOME=/dev/null/none PATH="$1:$PATH" DOTNET_TC_CallCounting=0
    unset DOTNET_CLI_HOME
    shift
    sharedimages --version | grep -Ex '[0-9]+\.[0-9]+\.[0-9]+(\+[0-9a-f]{7})?'
    "$@"
  )
}
mission() { # and what it says is next
  sharedimages demo --fast --save promotion.yaml >demo.txt 2>demo.err || { cat demo.txt demo.err; return 1; }
  grep '^  sharedimages rehearse promotion.yaml ' demo.txt || { echo 'demo does not name its next command:' >&2; tail -5 demo.txt >&2; return 1; }
  sharedimages rehearse promotion.yaml | grep '^web-base 2026.11.24: completed'
}
try "$work/tools" mission
echo "The tar.gz (after $SECONDS s)"
try "$work/sharedimages" mission
echo "Tool and tar.gz are fine (after $SECONDS s)."

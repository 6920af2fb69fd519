#!/usr/bin/env bash
# Checks what can be checked of the deployment files without a Docker daemon: that docker-compose takes the file, and that the
# Dockerfile's own build step, run on what .dockerignore lets through, makes a program that starts.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v docker-compose >/dev/null; then
  echo 'docker-compose is missing: install it (Debian: apt-get install docker-compose).' >&2
  exit 1
fi

work=$(mktemp -d)
simulator=
finish() {
  if [ -n "$simulator" ]; then kill "$simulator" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap finish EXIT

echo 'docker-compose config'
docker-compose -f docker-compose.yml config -q

echo 'The build step of deploy/Dockerfile'
mkdir "$work/source"
sed -n 's/^!//p' .dockerignore | tar --exclude bin --exclude obj -cf - --files-from - | tar -xf - -C "$work/source"
step=$(sed -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' deploy/Dockerfile | sed -n 's/^RUN //p')
(cd "$work/source" && sh -euc "${step//\/app/$work/app}")

echo 'What it makes starts'
program=$work/app/sharedimages
"$program" --version
"$program" simulate --port 0 --admin-port 0 --output json >"$work/simulator.json" &
simulator=$!
for _ in $(seq 100); do
  if [ -s "$work/simulator.json" ]; then break; fi
  sleep 0.1
done
admin=$(sed -nE 's/.*"adminAddress":"([^"]+)".*/\1/p' "$work/simulator.json")
"$program" health --url "$admin/info"
kill "$simulator"
status=0
wait "$simulator" || status=$?
simulator=
if [ "$status" -ne 0 ]; then echo "simulate ended with $status on SIGTERM instead of 0" >&2; exit 1; fi
status=0
"$program" init --address 127.0.0.1:1 || status=$?
if [ "$status" -ne 5 ]; then echo "init without a server ended with $status instead of 5" >&2; exit 1; fi
echo 'Deployment files are fine.'

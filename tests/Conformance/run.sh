#!/usr/bin/env bash
# Other people's programs against ours: the official ECS and STS SDKs of Node against `sharedimages simulate`, and beside our client;
# the Node client of Temporal against `sharedimages worker`. SHAREDIMAGES_TEMPORAL names the Temporal program.
set -euo pipefail
: "${SHAREDIMAGES_TEMPORAL:?must name the Temporal program}"
temporal=$(realpath "$(command -v "$SHAREDIMAGES_TEMPORAL")")
cd "$(dirname "$0")"

cli=../../src/SharedImages.Cli
program=$cli/bin/Debug/net10.0/sharedimages
logs=$(mktemp -d)
certificate=$(mktemp -d)
pids=()

finish() {
  local status=$?
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do # the newest first: each still has what it stands on
    kill "${pids[i]}" 2>/dev/null || true
    wait "${pids[i]}" 2>/dev/null || true
  done
  if [ "$status" -ne 0 ]; then tail -n 40 "$logs"/* || true; fi # none yet when it was the build that failed
  rm -rf "$logs" "$certificate"
}
trap finish EXIT

start() { # start NAME COMMAND...: in the background, output in NAME.out and NAME.err
  local name=$1
  shift
  "$@" >"$logs/$name.out" 2>"$logs/$name.err" &
  pids+=($!)
}

await() { # await WHAT COMMAND...: until the command succeeds, for a minute at most
  local what=$1 deadline=$((SECONDS + 60))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$deadline" ]; then echo "$what: not there after a minute" >&2; exit 1; fi
    sleep 0.2
  done
}

simulator_line() { read -r CONFORMANCE_SIMULATOR <"$logs/simulate.out"; } # fails until the line is whole
identity_line() { read -r CONFORMANCE_IDENTITY <"$logs/identity.out"; }

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

account() { # account N FIELD: of the simulator's accounts
  node -p "JSON.parse(process.env.CONFORMANCE_SIMULATOR).accounts[$1].$2"
}

npm ci
dotnet build $cli -v q -nologo
dotnet build WireClient -v q -nologo
export CONFORMANCE_PROGRAM=$PWD/$program
export WIRE_CLIENT=$PWD/WireClient/bin/Debug/net10.0/SharedImages.WireClient

start simulate $program simulate --port 0 --admin-port 0 --speed 50 --output json
await Simulator simulator_line
export CONFORMANCE_SIMULATOR

# A second one with users and roles, by HTTPS: the official credentials speak nothing else.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=simulator -addext subjectAltName=IP:127.0.0.1 \
  -keyout "$certificate/key.pem" -out "$certificate/certificate.pem" 2>/dev/null
openssl pkcs12 -export -passout pass: -inkey "$certificate/key.pem" -in "$certificate/certificate.pem" -out "$certificate/simulator.pfx"
start identity $program simulate --port 0 --admin-port 0 --world identity.world.yaml --certificate "$certificate/simulator.pfx" --output json
await 'Simulator with roles' identity_line
export CONFORMANCE_IDENTITY NODE_EXTRA_CA_CERTS="$certificate/certificate.pem"

TEMPORAL_ADDRESS=127.0.0.1:$(free_port)
export TEMPORAL_ADDRESS
start temporal "$temporal" server start-dev --headless --port "${TEMPORAL_ADDRESS#*:}" --log-level error
await 'Temporal server' "$temporal" operator cluster health --address "$TEMPORAL_ADDRESS"
$program init

ALIBABA_CLOUD_ACCESS_KEY_ID=$(account 0 'accessKeys[0].id') \
ALIBABA_CLOUD_ACCESS_KEY_SECRET=$(account 0 'accessKeys[0].secret') \
SHAREDIMAGES_ECS__ENDPOINT=$(node -p 'JSON.parse(process.env.CONFORMANCE_SIMULATOR).address') \
SHAREDIMAGES_TRUSTEDOWNERS=$(account 1 id) \
SHAREDIMAGES_SHARERECIPIENTS=$(account 2 id) \
SHAREDIMAGES_LAUNCHING__MAXINSTANCES=10 \
SHAREDIMAGES_LAUNCHING__INSTANCETYPES='ecs.g7.*' \
SHAREDIMAGES_LAUNCHING__NETWORKS='vsw-*,sg-*' \
SHAREDIMAGES_REPLACING__INSTANCETAGS=role=web \
SHAREDIMAGES_REPLACING__MAXINSTANCES=10 \
SHAREDIMAGES_TESTING__COMMANDS=true \
SHAREDIMAGES_WAITING__FIRSTDELAY=300ms \
SHAREDIMAGES_WAITING__SHORTESTDELAY=100ms \
SHAREDIMAGES_WAITING__LONGESTDELAY=900ms \
SHAREDIMAGES_WAITING__VISIBILITYGRACE=3s \
  start worker $program worker --log json

node --test --test-concurrency=1 --test-timeout=120000

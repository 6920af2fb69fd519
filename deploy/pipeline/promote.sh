#!/bin/sh
# Runs a spec in a pipeline: starts its run or joins it, waits, leaves the result as JSON, and says what to do when it does not go well.
#   promote.sh SPEC [RESULT.json [OPTION...]]     options are those of the command, such as --again
# From the environment:
#   TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …   how Temporal is reached; SHAREDIMAGES_UI is where its Web UI is, for links
#   PIPELINE_PROGRAM   the program (sharedimages)
#   PIPELINE_COMMAND   what to do with the spec (promote): or launch, replace, share, refresh, retire, recall
#   PIPELINE_TIMEOUT   how long to wait (2h)
# Exits as the program does. The same spec again joins the same run: a job that was lost, came to its timeout or found a parked region
# is simply run again.
set -eu

if [ $# -lt 1 ] || [ ! -f "$1" ]; then
  echo "usage: $0 SPEC [RESULT.json [OPTION...]]; SPEC is a file" >&2
  exit 2
fi
spec=$1
result=${2:-result.json}
if [ $# -ge 2 ]; then shift 2; else shift; fi
program=${PIPELINE_PROGRAM:-sharedimages}
timeout=${PIPELINE_TIMEOUT:-2h}

# A result is there when one was written, and then it is whole.
rm -f "$result"
status=0
"$program" "${PIPELINE_COMMAND:-promote}" "$spec" --timeout "$timeout" --output json "$@" >"$result.part" || status=$?
if [ -s "$result.part" ]; then mv "$result.part" "$result"; else rm -f "$result.part"; fi

say() { printf '\n== %s\n' "$1" >&2; }
case $status in
  0) say "Done. The result is in $result" ;;
  1) say 'Failed, partly failed or refused' ;;
  2) say 'The spec or an option is wrong: correct it, and run this job again' ;;
  3) say 'Waiting for a decision. Take it as is said below, and run this job again: it joins the run' ;;
  4) say 'Cancelled by somebody else' ;;
  5) say 'Temporal cannot be used. A run that was started goes on: run this job again, and it joins it' ;;
  124) say "Not ended within $timeout. The run goes on: run this job again, and it joins it" ;;
  *) say "$program ended with $status. A run that was started goes on: run this job again, and it joins it" ;;
esac

# For people: how it stands, what to do, and the link where it is known. What status exits with is known already.
case $status in
  0 | 1 | 3 | 4 | 124) "$program" status "$spec" >&2 || true ;;
esac
exit "$status"

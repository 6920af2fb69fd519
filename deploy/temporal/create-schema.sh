#!/bin/sh
# Creates Temporal's two databases or brings them up to date; safe to run again. The password comes by SQL_PASSWORD.
set -eu

for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%%:*}
  schema=/etc/temporal/schema/postgresql/v12/${store##*:}/versioned
  sql() { temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p 5432 -u "$POSTGRES_USER" --db "$database" "$@"; }
  sql create
  sql setup-schema -v 0.0
  sql update-schema -d "$schema"
done

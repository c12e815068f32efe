#!/usr/bin/env bash
# A throwaway PostgreSQL for the tests: its own cluster in a temporary folder, on a socket there and nowhere else.
#
#   tools/postgres.sh start   make and start it (or find it running), and print its DATABASE_URL
#   tools/postgres.sh url     print the DATABASE_URL of the one that runs
#   tools/postgres.sh stop    stop it and remove all of it
set -euo pipefail

cd "$(dirname "$0")/.."
kept=.cache/postgres # holds the name of the folder in which the cluster is
user=concordat

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
[ -x "$bin/initdb" ] || {
  echo "PostgreSQL's programs are not on this machine. As root: make system-deps." >&2
  exit 2
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

where() { cat "$kept" 2>/dev/null || true; }

running() { [ -n "$(where)" ] && as_owner "$bin/pg_ctl" status -D "$(where)/data" >/dev/null 2>&1; }

url() { echo "postgres://$user@:$(cat "$(where)/port")/$(where)/concordat"; }

start() {
  if running; then url; return; fi
  stop
  local folder port
  folder=$(mktemp -d /tmp/concordat-postgres.XXXXXX) # a socket's path has to be short
  port=$((20000 + RANDOM % 20000))
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  echo "$port" >"$folder/port"
  mkdir -p "$(dirname "$kept")"
  echo "$folder" >"$kept"
  as_owner "$bin/initdb" -D "$folder/data" -U "$user" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1
  as_owner "$bin/pg_ctl" start -w -D "$folder/data" -l "$folder/data/log" -o "-k $folder -p $port -c listen_addresses='' \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" >>"$folder/log" 2>&1 ||
    { cat "$folder/log" "$folder/data/log" >&2; exit 2; }
  as_owner "$bin/createdb" -h "$folder" -p "$port" -U "$user" concordat
  url
}

stop() {
  local folder
  folder=$(where)
  rm -f "$kept"
  [ -n "$folder" ] || return 0
  as_owner "$bin/pg_ctl" stop -m immediate -D "$folder/data" >/dev/null 2>&1 || true
  rm -rf "$folder"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  url)
    running || { echo "It does not run. Start it: tools/postgres.sh start" >&2; exit 1; }
    url ;;
  *)
    sed -n '2,6s/^# \{0,1\}//p' "$0"
    exit 2 ;;
esac

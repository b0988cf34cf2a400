#!/usr/bin/env bash
# A container engine of one's own, for machines where none runs: dockerd by hand, on its own socket, with its own data
# folder, ended by its own pid; iptables and the bridge are put back as they were. Needs root.
#
#   deploy/local-engine.sh start DIR   starts it and prints DOCKER_HOST=...
#   deploy/local-engine.sh stop DIR    ends it and removes DIR
set -euo pipefail

fail() {
  printf 'local-engine: %s\n' "$1" >&2
  exit 1
}

usage() {
  printf 'usage: %s start|stop DIR\n' "$0" >&2
  exit 2
}

start() {
  command -v dockerd >/dev/null || fail "no dockerd: expected Debian's docker.io and iptables to be installed"
  [ ! -e "$dir/pid" ] || fail "$dir/pid is there: expected no engine of an earlier call; stop it first"
  iptables-save >"$dir/iptables.before" || fail "iptables-save failed: expected the right to change packet filters"
  if grep -q '^:DOCKER ' "$dir/iptables.before"; then
    rm "$dir/iptables.before" && rmdir "$dir"
    fail "there are packet filter rules of another engine: expected none to run here; use that one"
  fi
  setsid dockerd --host "unix://$dir/docker.sock" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/pid" \
    >"$dir/log" 2>&1 </dev/null &
  local engine=$!
  for _ in $(seq 120); do
    if docker --host "unix://$dir/docker.sock" info >/dev/null 2>&1; then
      printf 'DOCKER_HOST=unix://%s/docker.sock\n' "$dir"
      return
    fi
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 5 "$dir/log" >&2
  stop
  fail "dockerd did not come up within 60 s"
}

stop() {
  local pid
  pid=$(cat "$dir/pid" 2>/dev/null || true)
  if [ -n "$pid" ] && kill "$pid" 2>/dev/null; then
    for _ in $(seq 60); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.5
    done
    kill -9 "$pid" 2>/dev/null || true
  fi
  [ ! -e "$dir/iptables.before" ] || restore_network
  # What is still mounted below, of a daemon that had to be killed.
  awk -v d="$dir/" 'index($2, d) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount -l
  rm -rf "$dir"
}

restore_network() {
  local table
  iptables-restore <"$dir/iptables.before"
  # Tables that the engine was the first to use are not in what was saved.
  iptables-save | sed -n 's/^\*//p' | while read -r table; do
    grep -qx "\*$table" "$dir/iptables.before" || { iptables -t "$table" -F && iptables -t "$table" -X; }
  done
  ip link delete docker0 2>/dev/null || true
}

[ $# -eq 2 ] || usage
mkdir -p "$2"
dir=$(cd "$2" && pwd -P)
case $1 in
  start) start ;;
  stop) stop ;;
  *) usage ;;
esac

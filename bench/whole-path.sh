#!/usr/bin/env bash
# Walks the real collections of ../shared (tests/real) from file to store, and prints one line for each run, the wall-clock time and the peak memory.
# Usage: bench/whole-path.sh [DATA]; the channel over OAI-PMH needs a server and is left to the end-to-end test.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=${1:-$(mktemp -d)}
"$root/ocwnde" --help >/dev/null # builds if needed, so that no build is measured
cd "$root/tests/real"
sources=()
for file in *.yaml; do
  case $file in rce-sporen-edm.yaml | rce-beeldbank.yaml) ;; *) sources+=("$file") ;; esac
done
started=$(date +%s.%N)
"$root/ocwnde" harvest --json --data "$data" "${sources[@]}" >"$data.json" &
process=$!
peak=0
while kill -0 "$process" 2>/dev/null; do
  now=$(awk '/VmHWM/ {print $2}' "/proc/$process/status" 2>/dev/null || true)
  [ -n "${now:-}" ] && [ "$now" -gt "$peak" ] && peak=$now
  sleep 0.2
done
wait "$process" || true
ended=$(date +%s.%N)
python3 - "$data.json" "$started" "$ended" "$peak" <<'PY'
import json, sys
runs = json.load(open(sys.argv[1]))
print("| source | records | objects | triples | links | seconds |")
print("|---|---|---|---|---|---|")
for run in runs:
    links = sum(count["links"] for count in run["alignment"].values())
    print(f"| {run['source']} | {run['seen']} | {run['objects']} | {run['triples']} | {links} | {run['seconds']:.1f} |")
print()
print(f"Together {float(sys.argv[3]) - float(sys.argv[2]):.0f} s, peak memory {int(sys.argv[4]) // 1024} MiB.")
PY

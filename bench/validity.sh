#!/usr/bin/env bash
# Walks the real collections (tests/real) and the samples of other formats (tests/real/harvest) of ../shared through the node, and prints for each how many
# records conform to SCHEMA-AP-NDE without violation, and what the others lack. Usage: bench/validity.sh [DATA]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=${1:-$(mktemp -d)}
"$root/ocwnde" --help >/dev/null # builds if needed
cd "$root/tests/real"
sources=()
for file in *.yaml harvest/*.yaml; do
  case $file in rce-sporen-edm.yaml) ;; *) grep -q '^kind: terms' "$file" || sources+=("$file") ;; esac
done
"$root/ocwnde" harvest --json --data "$data" "${sources[@]}" >"$data.runs.json" || true
python3 - "$root/ocwnde" "$data" "$data.runs.json" <<'PY'
import json, math, subprocess, sys
program, data, runs = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))
print("| collection | format | records read | set aside | objects | valid | share | what the others lack (times) |")
print("|---|---|---|---|---|---|---|---|")
for run in runs:
    shown = json.loads(subprocess.run([program, "runs", "show", run["source"], "--json", "--data", data], capture_output=True, text=True).stdout)
    figures = (shown.get("report") or {}).get("validation")
    if not figures:
        print(f"| {run['source']} | – | {run['seen']} | {run['setAside']} | – | – | – | {run.get('reason', '')} |")
        continue
    share = math.floor(1000 * figures["valid"] / figures["records"]) / 10 if figures["records"] else 0
    faults = "; ".join(
        f"{'/'.join(p for p in problem['properties'] if p != problem['path']) + ' ' if [p for p in problem['properties'] if p != problem['path']] else ''}{problem['path']} {problem['component'].removesuffix('ConstraintComponent')} ({problem['count']})"
        for problem in figures["problems"] if problem["severity"] == "violation")
    aside = f"{run['setAside']} ({', '.join(run['setAsideReasons'])})" if run["setAside"] else "0"
    form = (run.get("format") or "rows").split(" ")[0]
    print(f"| {run['source']} | {form} | {run['seen']} | {aside} | {figures['records']} | {figures['valid']} | {share:g} % | {faults or '–'} |")
PY

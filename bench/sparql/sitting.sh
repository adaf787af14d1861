#!/usr/bin/env bash
# One sitting: ours, the peers, ours again, then ours after replacements and small updates; results and a table in a folder.
#   sitting.sh QUADS FOLDER [PEER…]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
quads=$1 out=$2
shift 2
mkdir -p "$out"
data="$out/data-$quads.nq"
[ -f "$data" ] || python3 "$here/gen.py" --quads "$quads" --seed 1 --out "$data"
measure() { python3 "$here/run.py" --peer "$1" --name "$2" --data "$data" --work "$out/work" --mix-seconds 5 --updates 200 --out "$out/$2.json" >"$out/$2.log"; }

"$here/../../ocwnde" --version >/dev/null
measure ocwnde ocwnde
for peer in "$@"; do measure "$peer" "$peer"; done
measure ocwnde ocwnde-again

# Worn: on the store that the last run left, beside whatever it updated.
store="$out/work/ocwnde/data"
"$here/../../ocwnde" serve --data "$store" --port 7100 --allow-anonymous-updates >"$out/worn.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
for _ in $(seq 200); do (exec 3<>/dev/tcp/127.0.0.1/7100) 2>/dev/null && break; sleep 0.1; done
python3 "$here/wear.py" --endpoint http://127.0.0.1:7100/sparql --graph-store http://127.0.0.1:7100/graph --data "$data" --out "$out/wear.json"
python3 "$here/run.py" --endpoint http://127.0.0.1:7100/sparql --update-endpoint http://127.0.0.1:7100/sparql --pid "$server" --dir "$store" \
  --name ocwnde-worn --mix-seconds 5 --updates 200 --out "$out/ocwnde-worn.json" >>"$out/worn.log"

python3 "$here/compare.py" --reference jena-tdb2 "$out/ocwnde.json" $(for peer in "$@"; do echo "$out/$peer.json"; done) "$out/ocwnde-again.json" "$out/ocwnde-worn.json" \
  | tee "$out/table.md"

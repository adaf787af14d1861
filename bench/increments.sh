#!/usr/bin/env bash
# Measures what a harvest costs when nothing, or little, changed: a file of RECORDS invented records, harvested for the first time, again with other white space, and with one record in a hundred changed.
# Usage: bench/increments.sh [RECORDS]
#        bench/increments.sh tate [RECORDS]   the same with records of Tate (../shared), of which the titles change
# Processor seconds of the whole program, its start of about half a second included.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
real=0
if [ "${1:-}" = tate ]; then real=1; shift; fi
records=${1:-50000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$root/ocwnde" --help >/dev/null # builds if needed, so that no build is measured
make() { # CHANGED SPACES
  if [ $real = 1 ]; then make_tate "$1" "$2"; return; fi
  python3 - "$records" "$1" "$2" "$folder/records.xml" <<'PY'
import random, sys
records, changed, spaces, file = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
words = "schip haven molen dijk polder stad dorp straat kerk brug portret gezicht landschap zee rivier tekening prent foto schilderij zilver hout papier doek olieverf".split()
with open(file, "w") as out:
    out.write("<records>\n")
    for number in range(records):
        r = random.Random(number)
        text = lambda n: " ".join(r.choice(words) for _ in range(n))
        title = text(4) + (" gewijzigd" if number % 100 < changed else "")
        out.write(f"<record><id>{number}</id><titel>{title}</titel><maker>{text(2)}</maker><materiaal>{text(1)}</materiaal><jaar>{r.randint(1500, 2000)}</jaar><tekst>{text(30)}</tekst></record>" + " " * spaces + "\n")
    out.write("</records>\n")
PY
}
make_tate() { # CHANGED SPACES
  python3 - "$records" "$1" "$2" "${OCWNDE_SHARED:-$root/../shared}/collections/tate/artworks.jsonl.gz" "$folder/records.jsonl" <<'PY'
import gzip, json, sys
records, changed, spaces, source, file = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
with gzip.open(source, "rt") as lines, open(file, "w") as out:
    for number, line in enumerate(lines):
        if number == records:
            break
        if number % 100 < changed:
            work = json.loads(line)
            work["title"] = (work.get("title") or "") + " changed"
            line = json.dumps(work, ensure_ascii=False) + "\n"
        out.write(line.rstrip("\n") + "\n" * (spaces + 1))
PY
}
if [ $real = 1 ]; then
  sed "s#locations:.*#locations: [ records.jsonl ]#; /^align:/,/ulan/d" "$root/tests/real/tate.yaml" >"$folder/bron.yaml"
else
cat >"$folder/bron.yaml" <<'YAML'
id: proef
title: Proef
license: https://creativecommons.org/publicdomain/zero/1.0/
institution: { id: museum, name: Museum }
harvest: { protocol: files, locations: [ records.xml ], recordElement: record, key: [ id ] }
mapping:
  key: id
  language: nl
  rules:
    - { to: name, from: titel }
    - { to: creator, from: maker }
    - { to: material, from: materiaal }
    - { to: dateCreated, from: jaar }
    - { to: description, from: tekst }
YAML
fi
echo "| run | outcome | mapped again | processor s | wall s |"
echo "|---|---|---|---|---|"
run() { # NAME
  local log="$folder/run.json"
  TIMEFORMAT='%U %S %R'
  local times; times=$( { time "$root/ocwnde" harvest --json --data "$folder/data" "$folder/bron.yaml" >"$log" 2>/dev/null || true; } 2>&1 )
  python3 - "$1" "$log" $times <<'PY'
import json, sys
run = json.load(open(sys.argv[2]))[0]
user, system, wall = map(float, sys.argv[3:6])
print(f"| {sys.argv[1]} | {run['outcome'].lower()} | {run['kept'] - run['reused']} | {user + system:.2f} | {wall:.2f} |")
PY
}
make 0 0; run "first, $records records"
run "the same file"
make 0 1; run "the same records in another file"
make 1 0; run "one record in a hundred changed"

#!/usr/bin/env bash
# Makes finding aids (EAD 2002) of 100,000 and 300,000 components, some 65 and 200 MB, harvests and maps each, and prints seconds and peak memory.
# Usage: bench/ead.sh [FOLDER]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=${1:-$(mktemp -d)}
mkdir -p "$folder"
"$root/ocwnde" --help >/dev/null # builds if needed
python3 - "$folder" <<'PY'
import sys
text = "Stukken betreffende het beheer van de goederen, met bijlagen, in afschrift en in origineel, gedeeltelijk beschadigd door vocht. " * 3
for components in (100_000, 300_000):
    with open(f"{sys.argv[1]}/ead-{components}.xml", "w") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<ead><eadheader><eadid>NL-Bench.1</eadid><filedesc><titlestmt><titleproper>Archief</titleproper></titlestmt></filedesc></eadheader>'
                  '<archdesc level="fonds"><did><unitid>NL-Bench.1</unitid><unittitle>Archief</unittitle></did><dsc type="combined">\n')
        for series in range(components // 100):
            out.write(f'<c level="series"><did><unitid>{series}</unitid><unittitle>Serie {series}</unittitle></did>\n')
            for item in range(99):
                out.write(f'<c level="file"><did><unitid>{series}.{item}</unitid><unittitle>Stukken van jaar {1500 + item}</unittitle><unitdate normal="{1500 + item}/{1510 + item}">{1500 + item}-{1510 + item}</unitdate>'
                          f'<physdesc>1 omslag</physdesc></did><scopecontent><p>{text}</p></scopecontent></c>\n')
            out.write("</c>\n")
        out.write("</dsc></archdesc></ead>\n")
PY
echo "| components | MB | seconds | peak MiB |"
echo "|---|---|---|---|"
for components in 100000 300000; do
  cat >"$folder/$components.yaml" <<YAML
id: ead-$components
title: Bench
license: https://creativecommons.org/publicdomain/zero/1.0/
institution: { id: bench, name: Bench }
harvest: { protocol: files, locations: [ ead-$components.xml ] }
mapping: { profile: ead, language: nl, recordDate: 2024-01-01 }
YAML
  started=$(date +%s.%N)
  dotnet "$root/artifacts/bin/Ocw.Nde.Node/release/Ocw.Nde.Node.dll" harvest --json --data "$folder/data-$components" "$folder/$components.yaml" >"$folder/$components.json" 2>/dev/null &
  process=$!
  peak=0
  while kill -0 "$process" 2>/dev/null; do
    now=$(awk '/VmHWM/ {print $2}' "/proc/$process/status" 2>/dev/null || true)
    [ -n "${now:-}" ] && [ "$now" -gt "$peak" ] && peak=$now
    sleep 0.2
  done
  wait "$process" || true
  ended=$(date +%s.%N)
  python3 - "$folder/$components.json" "$folder/ead-$components.xml" "$started" "$ended" "$peak" <<'PY'
import json, os, sys
run = json.load(open(sys.argv[1]))[0]
print(f"| {run['objects']} | {os.path.getsize(sys.argv[2]) / 1e6:.0f} | {float(sys.argv[4]) - float(sys.argv[3]):.0f} | {int(sys.argv[5]) // 1024} |")
PY
done

#!/usr/bin/env bash
# Builds the index of a million labels and more from the shared data, searches it, and asks it over HTTP with 8 clients.
# usage: bench/termen.sh SHARED WORK-FOLDER [URL]   (URL: ask this endpoint instead, such as http://127.0.0.1:8080/termen/search?q=)
set -euo pipefail
shared=$1
work=$2
url=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$work"
dotnet build -c Release -v q "$here/Ocw.Nde.Benchmarks"
bench=(dotnet run --no-build -c Release --project "$here/Ocw.Nde.Benchmarks" -- termen)
"${bench[@]}" build "$shared" "$work/index"
"${bench[@]}" search "$work/index"
"${bench[@]}" queries "$work/index" "$work/queries.txt"
if [ -z "$url" ]; then
  "${bench[@]}" serve "$work/index" > "$work/url.txt" &
  server=$!
  trap 'kill $server' EXIT
  until [ -s "$work/url.txt" ]; do sleep 0.2; done
  url="$(head -1 "$work/url.txt")/termen/search?q="
fi
"${bench[@]}" load "$url" "$work/queries.txt" --clients 8 --seconds 10

#!/usr/bin/env bash
# Packs the texts of PackedFixtures.cs with the programs that people use; the results are committed, so that no test needs the programs.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk 'BEGIN { for (i = 0; i < 1000; i++) printf "<http://example.org/%d> <http://example.org/p> \"waarde %d\" .\n", i * 7919 % 104729, i }' >"$work/lines"
for _ in $(seq 100); do cat "$work/lines"; done >"$work/repeated"
awk 'BEGIN { x = 1; for (i = 0; i < 20000; i++) { x = (x * 16807) % 2147483647; printf "%c", 33 + x % 94 } }' >"$work/noise"
head -c 300000 /dev/zero | tr '\0' 'a' >"$work/run"
: >"$work/empty"

for check in none crc32 crc64 sha256; do xz --check=$check -c "$work/lines" >"lines.$check.xz"; done
xz --block-size=8KiB -c "$work/lines" >lines.blocks.xz
xz --lzma2=lc=1,lp=3,pb=0 -c "$work/lines" >lines.lclppb.xz
xz --lzma2=dict=16KiB -c "$work/repeated" >repeated.small-dictionary.xz
xz -0 -c "$work/repeated" >repeated.xz
xz -9e -c "$work/noise" >noise.xz
xz -c "$work/run" >run.xz
xz -c "$work/empty" >empty.xz
{ xz -c "$work/lines"; head -c 8 /dev/zero; xz --check=crc32 -c "$work/run"; head -c 4 /dev/zero; } >streams.xz
xz --delta=dist=4 --lzma2 -c "$work/lines" >lines.delta.xz
xz --lzma2=dict=192MiB -c "$work/empty" >empty.large-dictionary.xz
xz --lzma2=dict=192MiB -c "$work/run" >run.large-dictionary.xz

bzip2 -c "$work/lines" >lines.bz2
bzip2 -1 -c "$work/repeated" >repeated.bz2
bzip2 -c "$work/noise" >noise.bz2
bzip2 -c "$work/run" >run.bz2
bzip2 -c "$work/empty" >empty.bz2
{ bzip2 -1 -c "$work/lines"; bzip2 -9 -c "$work/run"; } >streams.bz2

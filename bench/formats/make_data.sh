#!/bin/bash
# Makes the files that measure.py reads, all from one N-Quads file of ../sparql/gen.py: ./make_data.sh FOLDER [QUADS]
# 1,400,000 quads are 208 MB of N-Quads; RDF/XML is of a fifth of them, JSON-LD of a twentieth (jsonld.js holds a document in memory).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$1
quads=${2:-1400000}
ocwnde=$here/../../ocwnde
mkdir -p "$out"
cd "$out"
python3 "$here/../sparql/gen.py" --quads "$quads" --seed 1 --out d.nq
prefixes='@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://data.example.org/id/> .
@prefix term: <https://termen.example.org/term/> .
@prefix person: <https://termen.example.org/person/> .
@prefix place: <https://termen.example.org/place/> .'
cut_quads() { sed -E 's/ <https:\/\/data\.example\.org\/graph\/[^> ]*> \.$/ ./' ; }   # N-Quads to N-Triples
cut_quads < d.nq > d.nt
{ echo "$prefixes"; cat d.nt; } > wide.ttl
"$ocwnde" convert wide.ttl d.ttl 2>/dev/null
{ grep '^@prefix' d.ttl; echo '<https://data.example.org/graph/all> {'; grep -v '^@prefix' d.ttl; echo '}'; } > d.trig
{ echo "$prefixes"; head -n $((quads / 5)) d.nt; } > fifth.ttl
"$ocwnde" convert fifth.ttl d.rdf 2>/dev/null
{ echo "$prefixes"; head -n $((quads / 20)) d.nt; } > part.ttl
"$ocwnde" convert part.ttl d.jsonld 2>/dev/null
head -n $((quads / 20)) d.nt > small.nt
head -n 5000 d.nt > tiny.nq   # jsonld.js takes RDF in square time
rm -f wide.ttl part.ttl
ls -l

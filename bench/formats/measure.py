#!/usr/bin/env python3
"""Measures parsers and serializers beside their peers, by processor time, and writes a line of JSON for each figure.

    ./measure.py --data FOLDER --peers FOLDER-WITH-node_modules --out figures.jsonl [--rounds 4] [--only parse,write,jsonld,results] [--tools ocwnde,n3,jsonld,rapper]
    ./measure.py --table figures.jsonl
"""
import argparse
import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OURS = ROOT / "artifacts/bin/Ocw.Nde.Benchmarks/release/Ocw.Nde.Benchmarks.dll"
RAPPER = {".nt": "ntriples", ".nq": "nquads", ".ttl": "turtle", ".trig": "trig", ".rdf": "rdfxml"}
N3 = {".nt", ".nq", ".ttl", ".trig"}
SHARED = ROOT.parent / "shared"
LIMIT = 120  # seconds for one figure


def run(command, env=None):
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return {"error": f"not done after {LIMIT} seconds"}
    if done.returncode:
        return {"error": (done.stderr or done.stdout).strip()[:300]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def ours(operation, file, rounds, option=None):
    return run(["dotnet", str(OURS), "formats", operation, str(file), str(rounds)] + ([option] if option else []))


def peer(tool, operation, file, rounds, peers, option=None):
    env = dict(os.environ, NODE_PATH=str(Path(peers) / "node_modules"))
    return run(["node", "--expose-gc", "--max-old-space-size=8192", str(HERE / "peers.cjs"), tool, operation, str(file), str(rounds)] + ([option] if option else []), env)


def rapper(file, rounds):
    """Counts triples without writing them; a process each time, so cold and warm are the same."""
    syntax, seconds = RAPPER[file.suffix], []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(["rapper", "-q", "-c", "-i", syntax, str(file), "https://data.example.org/doc"], capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            return {"error": done.stderr.strip()[:300]}
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"tool": "rapper", "operation": "parse", "file": file.name, "bytes": file.stat().st_size, "cold": min(seconds), "warm": min(seconds)}


def measure(options):
    data, out = Path(options.data), open(options.out, "a", encoding="utf-8")
    only, tools = set(options.only.split(",")), set(options.tools.split(","))

    def tell(tool, figure):
        if tool in tools:
            figure = figure()
            figure.setdefault("tool", tool)
            print(json.dumps(figure), file=out, flush=True)
            print(json.dumps(figure), file=sys.stderr, flush=True)

    if "parse" in only:
        for file in [data / f"d.{ending}" for ending in ("nt", "nq", "ttl", "trig", "rdf")]:
            tell("ocwnde", lambda file=file: ours("parse", file, options.rounds))
            if file.suffix in N3:
                tell("n3", lambda file=file: peer("n3", "parse", file, options.rounds, options.peers))
            if file.suffix in RAPPER:
                tell("rapper", lambda file=file: rapper(file, options.rounds))
    if "write" in only:
        for ending in ("nt", "ttl", "rdf", "jsonld"):
            file = data / "fifth.ttl"
            tell("ocwnde", lambda file=file, ending=ending: ours("write", file, options.rounds, ending))
            if "." + ending in N3:
                tell("n3", lambda file=file, ending=ending: peer("n3", "write", file, options.rounds, options.peers, ending))
    if "jsonld" in only:
        real = [SHARED / "nde/schema-profile/examples", SHARED / "harvest/iiif/cookbook-3.0"]
        for file in [data / "d.jsonld"] + [folder for folder in real if folder.is_dir()]:
            for operation in ("parse", "expand", "compact", "frame"):
                if operation == "frame" and file.is_dir():
                    continue
                tell("ocwnde", lambda file=file, operation=operation: ours(operation, file, options.rounds))
                tell("jsonld", lambda file=file, operation=operation: peer("jsonld", operation, file, options.rounds, options.peers))
        tell("ocwnde", lambda: ours("fromrdf", data / "tiny.nq", options.rounds))
        tell("jsonld", lambda: peer("jsonld", "fromrdf", data / "tiny.nq", options.rounds, options.peers))
    if "results" in only:
        for ending in ("srj", "srx", "csv", "tsv"):
            tell("ocwnde", lambda ending=ending: ours("results-write", data / "small.nt", options.rounds, "." + ending))
            tell("ocwnde", lambda ending=ending: ours("results-read", data / "small.nt", options.rounds, "." + ending))


def table(file):
    best = defaultdict(dict)
    for line in open(file, encoding="utf-8"):
        figure = json.loads(line)
        if "error" in figure:
            continue
        key = (figure["operation"], figure["file"], figure.get("option") or "")
        known = best[key].get(figure["tool"])
        if not known or figure["warm"] < known["warm"]:
            best[key][figure["tool"]] = {**figure, "cold": min(figure["cold"], known["cold"]) if known else figure["cold"]}
    print("| what | file | MB | statements | ours MB/s (cold) | statements/s | N3.js or jsonld.js MB/s | rapper MB/s | ours : JavaScript | ours : rapper |")
    print("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for (operation, name, option), tools in best.items():
        if "ocwnde" not in tools:
            continue
        mine = tools["ocwnde"]
        script, rap = tools.get("n3") or tools.get("jsonld"), tools.get("rapper")
        size = mine["bytes"] / 1e6
        def speed(figure):
            return f"{size / figure['warm']:.1f}" if figure else ""
        def ratio(figure):
            return f"{figure['warm'] / mine['warm']:.1f}" if figure else ""
        print(f"| {operation} {option} | {name} | {size:.1f} | {mine['statements']:,} | {size / mine['warm']:.1f} ({size / mine['cold']:.1f}) | {mine['statements'] / mine['warm']:,.0f} | {speed(script)} | {speed(rap)} | {ratio(script)} | {ratio(rap)} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data")
    parser.add_argument("--peers", default=".")
    parser.add_argument("--out")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--only", default="parse,write,jsonld,results")
    parser.add_argument("--tools", default="ocwnde,n3,jsonld,rapper")
    parser.add_argument("--table")
    options = parser.parse_args()
    table(options.table) if options.table else measure(options)

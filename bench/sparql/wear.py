#!/usr/bin/env python3
"""Wears a store: replaces whole graphs and makes small updates, so that the same data stands in it afterwards, but not as a fresh load left it.

    python3 wear.py --endpoint http://127.0.0.1:7001/sparql --graph-store http://127.0.0.1:7001/graph --data d1m.nq

A share of the quads (--updates times 20, drawn by --seed) is left out when the graphs are replaced (--replacements, the graphs in turn, by PUT), and
comes back by INSERT DATA of 20 quads each. While it replaces, another client asks a look-up in a loop: no answer may fail or lack a row.
"""
import argparse
import collections
import json
import random
import threading
import time
import urllib.parse

import measures
from endpoint import Endpoint


def read(path):
    graphs = collections.OrderedDict()
    with open(path, encoding="utf-8") as file:
        for line in dict.fromkeys(file):
            triple, graph = line.rstrip()[:-1].rstrip().rsplit(" ", 1)
            if "_:" not in triple:
                graphs.setdefault(graph[1:-1], []).append(triple)
            else:
                graphs.setdefault(graph[1:-1], []).append(None)
    return {graph: triples for graph, triples in graphs.items() if None not in triples}


def leave_out(graphs, number, seed):
    places = [(graph, i) for graph, triples in graphs.items() for i in range(len(triples))]
    drawn = random.Random(seed).sample(places, min(number, len(places) // 2))
    left = collections.defaultdict(set)
    for graph, i in drawn:
        left[graph].add(i)
    return left


def replace(endpoint, store_path, graphs, left, times):
    took, names = [], sorted(graphs, key=lambda graph: len(graphs[graph]))[-20:]
    for turn in range(times):
        graph = names[turn % len(names)]
        last = turn + len(names) >= times
        triples = [t for i, t in enumerate(graphs[graph]) if i not in left[graph]] if last else graphs[graph][: len(graphs[graph]) * 9 // 10]
        body = "".join(t + " .\n" for t in triples).encode()
        status, seconds, answer, _ = endpoint.put_graph(store_path, graph, body)
        if status >= 300:
            raise SystemExit(f"PUT of {graph}: HTTP {status} {answer[:300]!r}")
        took.append((seconds, len(triples)))
    replaced = set(names[: times])
    return took, replaced


def insert(endpoint, graphs, left, replaced, extra):
    times = []
    for graph in replaced:
        rows = [graphs[graph][i] for i in sorted(left[graph])]
        for at in range(0, len(rows), 20):
            text = "INSERT DATA { GRAPH <%s> { %s } }" % (graph, " ".join(row + " ." for row in rows[at:at + 20]))
            status, seconds, answer, _ = endpoint.update(text, extra)
            if status >= 300:
                raise SystemExit(f"update of {graph}: HTTP {status} {answer[:300]!r}")
            times.append(seconds)
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--graph-store", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--replacements", type=int, default=100)
    parser.add_argument("--updates", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    options = parser.parse_args()
    endpoint = Endpoint(options.endpoint, 120)
    store_path = urllib.parse.urlparse(options.graph_store).path
    graphs = read(options.data)
    big = sorted(graphs, key=lambda graph: len(graphs[graph]))[-20:]
    graphs = {graph: graphs[graph] for graph in big}
    left = leave_out(graphs, options.updates * 20, options.seed)

    subject = graphs[big[-1]][0].split(" ", 1)[0]
    look_up = f"SELECT ?p ?o WHERE {{ {subject} ?p ?o }}"
    ended, asked = threading.Event(), []

    def ask():
        while not ended.is_set():
            status, seconds, _, _ = endpoint.query(look_up)
            asked.append((status, seconds))

    reader = threading.Thread(target=ask)
    reader.start()
    begin = time.time()
    took, replaced = replace(endpoint, store_path, graphs, left, options.replacements)
    ended.set()
    reader.join()
    replacing = time.time() - begin
    times = insert(endpoint, graphs, left, replaced, {})
    hundred = [seconds for seconds, rows in took if rows >= 50_000]
    result = {
        "replacements": len(took), "replaced_quads": sum(rows for _, rows in took), "seconds": round(replacing, 2),
        "quads_per_second": round(sum(rows for _, rows in took) / sum(seconds for seconds, _ in took)),
        "largest": {"quads": max((rows for _, rows in took), default=0), "seconds": round(max((seconds for seconds, _ in took), default=0), 2)},
        "of_50000_quads_or_more": {"number": len(hundred), **(measures.percentiles(hundred, ("p50", "p95")) if hundred else {})},
        "look_ups_meanwhile": {"number": len(asked), "failed": sum(status != 200 for status, _ in asked), **measures.percentiles([s for _, s in asked], ("p50", "p99"))},
        "updates": {"number": len(times), **(measures.percentiles(times, ("p50", "p95", "p99")) if times else {})},
    }
    print(json.dumps(result, indent=1))
    if options.out:
        json.dump(result, open(options.out, "w"), indent=1)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Sends the queries to a SPARQL endpoint and writes times, sizes and hashes of the answers.

    python3 run.py --endpoint http://127.0.0.1:7001/sparql --name ours --out r.json
    python3 run.py --peer ocwnde --data d1m.nq --out r.json     (loads, starts and stops it; see peers.json)

Every query: --warmup uncounted runs, then --runs counted ones (fewer when one takes over 5 s); the whole body is read within the clock, and parsed and
hashed outside it.
"""
import argparse
import glob
import json
import os
import re
import statistics
import tempfile
import time

import measures
import peer as engines
from endpoint import Endpoint

LIGHT = ("q01", "q13", "q18", "q19", "q26", "q04")
HEAVY = "q25"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--endpoint")
    parser.add_argument("--update-endpoint")
    parser.add_argument("--update-extra", default="", help="form fields to send with an update, as a=b")
    parser.add_argument("--pid", type=int, help="with --endpoint: whose memory to read")
    parser.add_argument("--dir", help="with --endpoint: whose size to read")
    parser.add_argument("--peer", help="a name of peers.json")
    parser.add_argument("--peers", default=os.path.join(engines.HERE, "peers.json"))
    parser.add_argument("--data")
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "sparql-bench"), help="scratch folder for a peer's store")
    parser.add_argument("--name")
    parser.add_argument("--out", required=True)
    parser.add_argument("--queries", default=os.path.join(engines.HERE, "queries"))
    parser.add_argument("--only", default="")
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--mix-seconds", type=float, default=0)
    parser.add_argument("--updates", type=int, default=0)
    return parser.parse_args()


def started(options, result):
    """Loads and starts a peer, and says in the options where it is."""
    peer = engines.Peer(options.peer, options.peers, options.data, options.work)
    loaded = peer.load()
    result["start_s"] = peer.start()
    result["load_s"] = loaded if loaded is not None else result["start_s"]
    options.endpoint, options.pid, options.dir = peer.setting("endpoint"), peer.process.pid, peer.setting("store")
    options.update_endpoint, options.update_extra = peer.setting("update"), peer.about.get("update_extra", "")
    return peer


def first_answer(peer, endpoint, text, result):
    """Seconds from the start of the process to an answer, on a store that is there already."""
    if peer.about.get("load_at_start"):
        return
    peer.stop()
    begin = time.time()
    peer.start()
    endpoint.query(text)
    result["restart_to_answer_s"] = round(time.time() - begin, 2)


def measure(options, endpoint, result):
    texts = {os.path.basename(file)[:-3]: open(file, encoding="utf-8").read() for file in sorted(glob.glob(os.path.join(options.queries, "*.rq")))}
    if options.dir:
        result["disk_mib"] = round(engines.disk(options.dir), 1)
    for name, text in texts.items():
        if not options.only or re.search(options.only, name):
            result["queries"][name] = measures.query(endpoint, text, options.warmup, options.runs)
            print(name, result["queries"][name], flush=True)
    if options.pid:
        result["rss_mib"] = engines.memory(options.pid, ["VmRSS"])
        result["peak_rss_mib"] = engines.memory(options.pid, ["VmHWM"])
        result["anonymous_mib"] = engines.memory(options.pid, ["RssAnon"])
    if options.mix_seconds:
        light = [texts[name] for name in texts if name[:3] in LIGHT]
        heavy = next(text for name, text in texts.items() if name.startswith(HEAVY))
        result["mix"] = [measures.mix(endpoint, light, clients, options.mix_seconds) for clients in (1, 8)]
        result["mix_beside_heavy"] = measures.mix(endpoint, light, 1, options.mix_seconds, heavy)
        print(result["mix"], result["mix_beside_heavy"])
    if options.updates and options.update_endpoint:
        extra = dict(pair.split("=", 1) for pair in options.update_extra.split("&") if pair)
        result["updates"] = measures.updates(endpoint, Endpoint(options.update_endpoint, options.timeout), options.updates, extra)
        print(result["updates"])
    answered = [query["ms"] for query in result["queries"].values() if "ms" in query]
    if answered:
        result["geomean_ms"] = round(statistics.geometric_mean(answered), 2)
        result["failed"] = sum("error" in query for query in result["queries"].values())
    return texts


def main():
    options = arguments()
    result = {"name": options.name or options.peer, "queries": {}}
    peer = started(options, result) if options.peer else None
    try:
        endpoint = Endpoint(options.endpoint, options.timeout)
        texts = measure(options, endpoint, result)
        if peer:
            first_answer(peer, endpoint, texts[min(texts)], result)
    finally:
        if peer:
            peer.stop()
    json.dump(result, open(options.out, "w"), indent=1)
    print({key: value for key, value in result.items() if key != "queries"})


if __name__ == "__main__":
    main()

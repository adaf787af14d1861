#!/usr/bin/env python3
"""Several results of run.py as one Markdown table; an answer that differs from the reference is marked !, an error E.

    python3 compare.py [--reference NAME] r1.json r2.json ...

Without --reference, or where the reference has no answer, the most frequent answer stands in for it.
"""
import argparse
import collections
import json

WHOLE = (("load_s", "load, s"), ("start_s", "start, s"), ("restart_to_answer_s", "restart to first answer, s"), ("disk_mib", "disk, MiB"),
         ("peak_rss_mib", "peak resident memory, MiB"), ("anonymous_mib", "of it not mapped from files, after the queries, MiB"),
         ("geomean_ms", "geometric mean of those answered, ms"), ("failed", "failed"))


def cell(answer, trusted):
    if answer is None:
        return ""
    if "error" in answer:
        return "E"
    return f"{answer['ms']:.1f}" + ("" if answer["hash"] == trusted else f" ! ({answer['rows']})")


def row(first, cells):
    print(f"| {first} | " + " | ".join(map(str, cells)) + " |")


def queries(results, reference):
    for name in sorted({query for result in results for query in result["queries"]}):
        given = [(result["name"], result["queries"].get(name)) for result in results]
        votes = collections.Counter(answer["hash"] for _, answer in given if answer and "hash" in answer)
        trusted = next((answer["hash"] for engine, answer in given if engine == reference and answer and "hash" in answer), None)
        trusted = trusted or (votes.most_common(1)[0][0] if votes else None)
        rows = next((answer["rows"] for _, answer in given if answer and answer.get("hash") == trusted), "")
        row(f"{name} ({rows})", [cell(answer, trusted) for _, answer in given])


def percentiles(figures):
    return ", ".join(f"{key[:-3]} {value} ms" for key, value in figures.items() if key.endswith("_ms"))


def loads(results):
    for title, pick in (("light mix, 1 client", lambda r: r.get("mix", [None])[0]), ("light mix, 8 clients", lambda r: (r.get("mix") or [None])[-1]),
                        ("light mix, 1 client beside a heavy query", lambda r: r.get("mix_beside_heavy"))):
        if any(pick(result) for result in results):
            row(title, [f"{figures['qps']}/s, {percentiles(figures)}" if (figures := pick(result)) and "qps" in figures else "" for result in results])
    for word in ("insert", "delete"):
        if any(word in result.get("updates", {}) for result in results):
            row(f"{word} of 20 quads", [percentiles(result["updates"][word]) if word in result.get("updates", {}) else "" for result in results])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference")
    parser.add_argument("results", nargs="+")
    options = parser.parse_args()
    results = [json.load(open(file)) for file in options.results]
    row("", [result["name"] for result in results])
    print("|---" * (len(results) + 1) + "|")
    for key, title in WHOLE:
        row(title, [result.get(key, "") for result in results])
    queries(results, options.reference)
    loads(results)


if __name__ == "__main__":
    main()

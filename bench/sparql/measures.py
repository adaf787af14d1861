"""What is measured of an endpoint: queries, a mix of light queries, small updates, replacements."""
import statistics
import threading
import time

import answers


def query(endpoint, text, warmup, runs):
    """Median, least and first milliseconds of a query, and its answer; a failing query is a result, not an end."""
    times, left = [], warmup + runs
    try:
        while left > 0:
            status, seconds, body, content_type = endpoint.query(text)
            if status != 200:
                raise RuntimeError(f"HTTP {status}: {body[:160]!r}")
            times.append(seconds)
            left = left - 1 if seconds < 5 else min(left - 1, 2 if seconds < 20 else 0)
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError):
            time.sleep(2)
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    counted = times[warmup:] or times[-1:]
    rows, code = answers.digest(body, content_type)
    return {"ms": round(statistics.median(counted) * 1e3, 2), "min_ms": round(min(counted) * 1e3, 2), "cold_ms": round(times[0] * 1e3, 2),
            "rows": rows, "hash": code, "bytes": len(body)}


def mix(endpoint, texts, clients, seconds, beside=None):
    """Closed-loop clients over light queries: requests a second and percentiles; one more client loops a heavy query beside them if it is given."""
    stop, times, errors, heavy = time.time() + seconds, [], [], []

    def light(first):
        place = first
        while time.time() < stop:
            try:
                status, took, _, _ = endpoint.query(texts[place % len(texts)])
                (times if status == 200 else errors).append(took)
            except OSError:
                errors.append(0)
            place += 1

    def loop():
        while time.time() < stop:
            try:
                heavy.append(endpoint.query(beside)[0])
            except OSError:
                heavy.append(0)

    threads = [threading.Thread(target=light, args=(k,)) for k in range(clients)]
    threads += [threading.Thread(target=loop)] if beside else []
    begin = time.time()
    for thread in threads:
        thread.start()
    for thread in threads[:clients]:
        thread.join()
    took = time.time() - begin
    for thread in threads[clients:]:
        thread.join()
    result = {"clients": clients, "errors": len(errors)}
    if times:
        result |= {"qps": round(len(times) / took, 1), **percentiles(times, ("p50", "p95", "p99"))}
    return result | ({"heavy_answers": len(heavy)} if beside else {})


def updates(endpoint, updater, number, extra):
    """Inserts of 20 triples and deletes of them, one request each."""
    graph = "https://data.example.org/graph/probe"
    result = {}
    for word in ("INSERT", "DELETE"):
        times = []
        for i in range(number):
            triples = " ".join(f"<https://data.example.org/probe/{i}/{k}> <https://schema.org/name> \"proef {i} {k}\"@nl ." for k in range(20))
            status, took, body, _ = updater.update(f"{word} DATA {{ GRAPH <{graph}> {{ {triples} }} }}", extra)
            if status >= 300:
                return {"error": f"{status} {body[:200]!r}"}
            times.append(took)
        status, _, body, _ = endpoint.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        result[word.lower()] = percentiles(times, ("p50", "p95")) | {"count": answers.count(body) if status == 200 else status}
    return result


def percentiles(times, names):
    ordered = sorted(times)
    return {name + "_ms": round(ordered[min(len(ordered) - 1, len(ordered) * int(name[1:]) // 100)] * 1e3, 2) for name in names}

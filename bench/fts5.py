#!/usr/bin/env python3
"""Measures SQLite FTS5 on the labels of Iconclass with all its composed notations, to compare with the term index.

usage: bench/fts5.py LABELS.txt NEW.db QUERIES.txt
LABELS.txt: a label a line (`termen labels FOLDER FILE` of the benchmarks writes them); QUERIES.txt: a query a line (`termen queries FOLDER FILE`).
"""
import re
import sqlite3
import sys
import time

labels, path, queries = sys.argv[1:4]
db = sqlite3.connect(path)
db.execute("PRAGMA journal_mode=OFF")
db.execute("PRAGMA synchronous=OFF")
# As the page search of the node has it: folded, with prefixes of two to four letters.
db.execute("CREATE VIRTUAL TABLE label USING fts5(text, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3 4')")
started, cpu = time.perf_counter(), time.process_time()
with open(labels, encoding="utf-8", errors="replace") as lines:
    db.executemany("INSERT INTO label(text) VALUES (?)", ((line.rstrip("\n"),) for line in lines))
db.execute("INSERT INTO label(label) VALUES ('optimize')")
db.commit()
count = db.execute("SELECT count(*) FROM label").fetchone()[0]
pages, size = db.execute("PRAGMA page_count").fetchone()[0], db.execute("PRAGMA page_size").fetchone()[0]
print(f"build: {count:,} labels, {time.perf_counter() - started:.1f} s, {count / (time.process_time() - cpu):,.0f} labels per CPU second, {pages * size / 1e6:,.0f} MB")


def expression(text, prefix):
    words = re.findall(r"\w+", text)
    return " ".join(f'"{word}"' for word in words) + ("*" if prefix and words else "")


def measure(name, texts, prefix=False, counted=True):
    times, processor = [], time.process_time()
    for text in texts:
        match = expression(text, prefix)
        if not match:
            continue
        begin = time.perf_counter()
        db.execute("SELECT rowid, text FROM label WHERE label MATCH ? ORDER BY rank LIMIT 20", (match,)).fetchall()
        if counted:
            db.execute("SELECT count(*) FROM label WHERE label MATCH ?", (match,)).fetchone()
        times.append((time.perf_counter() - begin) * 1000)
    each = (time.process_time() - processor) * 1000 / len(times)
    times.sort()
    print(f"{name}: {len(times)} queries, p50 {times[len(times) // 2]:.3f} ms, p99 {times[int(len(times) * 0.99)]:.3f} ms, max {times[-1]:.1f} ms, {each:.3f} CPU ms each")


with open(queries, encoding="utf-8", errors="replace") as lines:
    texts = [line.rstrip("\n") for line in lines][:1000]
measure("the mix, words and phrases only", texts)
measure("common words", ["de", "van", "of", "the", "and", "with", "in", "story"])
measure("autocomplete, 1 letter", [chr(ord("a") + i) for i in range(26)], prefix=True, counted=False)
measure("autocomplete, 2 to 6 letters", [text[:n] for text in texts[:200] if text[:1].isalpha() and " " not in text[:6] for n in range(2, 7)], prefix=True, counted=False)

#!/usr/bin/env python3
"""Reads a store of format version 1 by docs/store-format.md alone and prints its quads as sorted N-Quads.

    python3 docs/read_store.py FOLDER [--order SPOG|PSOG|POSG|OSPG]

Open and closed graphs alike. Every checksum is compared. Needs Python 3.10 and nothing else; it is here to keep the document
complete, not to be fast.
"""
import struct
import sys
from pathlib import Path

ORDERS = ("SPOG", "PSOG", "POSG", "OSPG", "GSPO")
MASK = (1 << 64) - 1
XSD = "http://www.w3.org/2001/XMLSchema#"


def crc32c(data, before=0):
    crc = before ^ 0xFFFFFFFF
    for byte in data:
        crc = CRC[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def crc_table():
    for i in range(256):
        for _ in range(8):
            i = (i >> 1) ^ (0x82F63B78 if i & 1 else 0)
        yield i


CRC = list(crc_table())


def check(data, expected, what):
    if crc32c(data) != expected:
        sys.exit(f"{what}: the checksum does not match")


class Reader:
    "§1: the parts that everything is made of"

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def raw(self, count):
        self.at += count
        return self.data[self.at - count:self.at]

    def fixed(self, letter):
        return struct.unpack("<" + letter, self.raw(struct.calcsize("<" + letter)))[0]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.raw(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def zigzag(self):
        value = self.varint()
        return (value >> 1) ^ -(value & 1)

    def idvar(self):
        value = self.varint()
        return (value >> 4) | ((value & 15) << 60)

    def bytes(self):
        return self.raw(self.varint())

    def many(self, read):
        return [read() for _ in range(self.varint())]


def framed(path, magic):
    "§2.1: a small file in one piece"
    data = path.read_bytes()
    if data[:8] != magic or struct.unpack_from("<I", data, 8)[0] != 1:
        sys.exit(f"{path} is no {magic.decode()} of version 1")
    check(data[:-4], struct.unpack("<I", data[-4:])[0], path)
    return Reader(data[20:-4])


def footer(data, magic, path):
    "§4.4: the end of a larger file"
    length, crc = struct.unpack("<QI", data[-20:-8])
    payload = data[-20 - length:-20]
    if data[-8:] != magic:
        sys.exit(f"{path} does not end in {magic.decode()}")
    check(payload, crc, path)
    reader = Reader(payload)
    if reader.varint() != 1:
        sys.exit(f"{path} is not of version 1")
    return reader


# -- §4: the dictionary -------------------------------------------------------------------------
IRI_CODES = (0, 2, 4, 5, 6, 7)


def terms(path, listed):
    "ordinal -> N-Triples text"
    data = path.read_bytes()
    end = footer(data, b"NDETERMS", path)
    first, count, hash_at = end.varint(), end.varint(), end.varint()
    pages = end.many(lambda: (end.varint(), end.varint(), end.fixed("I")))
    for number, crc in enumerate(end.many(lambda: end.fixed("I"))):
        stop = hash_at + (count // 14 + 1) * 64
        check(data[hash_at + number * 4096:min(stop, hash_at + (number + 1) * 4096)], crc, f"{path}, hash table")
    found = {}
    for number, (place, length, crc) in enumerate(pages):
        page = data[place:place + length]
        check(page, crc, f"{path}, page {number}")
        width = 2 if length <= 0xFFFF else 4 if length <= 0xFFFFFFFF else 8
        in_page = min(1024, count - number * 1024)
        for block in range((in_page + 15) // 16):
            reader = Reader(page, int.from_bytes(page[block * width:(block + 1) * width], "little"))
            iris = []
            for i in range(min(16, in_page - block * 16)):
                found[first + number * 1024 + block * 16 + i] = record(reader, iris, listed)
    return found


def record(reader, iris, listed):
    code = reader.varint()
    if code in IRI_CODES:
        shared = reader.varint()
        rest = reader.bytes()
        before = iris[-1 - IRI_CODES.index(code)] if shared else b""
        iris.append(before[:shared] + rest)
        return f"<{iris[-1].decode()}>"
    text = reader.bytes()
    if code == 1:
        return literal(text)
    if code == 3:
        spelled = Reader(text)
        qualifier = spelled.bytes()
        return literal(text[spelled.at:], qualifier)
    return literal(text, listed[code - 8])


def literal(text, qualifier=b""):
    if qualifier == b"(":
        return struct.unpack("<3Q", text)
    escaped = text.decode()
    for plain, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r")):
        escaped = escaped.replace(plain, written)
    if not qualifier:
        return f'"{escaped}"'
    kind, name = chr(qualifier[0]), qualifier[1:].decode()
    return f'"{escaped}"^^<{name}>' if kind == "^" else f'"{escaped}"@{name}' + {"@": "", ">": "--ltr", "<": "--rtl"}[kind]


# -- §3: ids ------------------------------------------------------------------------------------
def zone(code):
    if code < 2:
        return ("", "Z")[code]
    minutes = code - 842
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def year(number):
    return f"{'-' if number < 0 else ''}{abs(number):04d}"


def civil(days):
    "the proleptic Gregorian date of a day counted from 0000-01-01"
    days -= 60
    era, of_era = divmod(days, 146097)
    in_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * in_era + in_era // 4 - in_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return in_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def double(payload):
    ordered = payload << 4
    bits = ordered & ~(1 << 63) if ordered >> 63 else ~(ordered | 15) & MASK
    value = struct.unpack("<d", struct.pack("<Q", bits))[0]
    if value != value or value in (float("inf"), float("-inf")):
        return "NaN" if value != value else "INF" if value > 0 else "-INF"
    digits, exponent = f"{value!r}e0".lower().split("e")[:2]
    sign, digits = ("-", digits[1:]) if digits[0] == "-" else ("", digits)
    whole, _, fraction = digits.partition(".")
    power = int(exponent) + len(whole) - 1
    significant = whole + fraction
    stripped = significant.lstrip("0")
    power -= len(significant) - len(stripped)
    stripped = stripped.rstrip("0")
    return f"{sign}{stripped[0]}.{stripped[1:] or '0'}E{power}" if stripped else f"{sign}0.0E0"


def inline(tag, payload, patterns):
    if tag == 1:
        return f"_:b{payload}"
    if tag == 3:
        digits = "".join(str(nibble - 1) for nibble in ((payload >> shift) & 15 for shift in range(48, -4, -4)) if nibble)
        return f"<{patterns[payload >> 52].replace('{n}', digits)}>"
    if tag == 5:
        return literal((payload >> 4).to_bytes(7, "big")[:payload & 15])
    if tag == 6:
        return f'"{"true" if payload else "false"}"^^<{XSD}boolean>'
    if tag == 7:
        return f'"{payload - (1 << 59)}"^^<{XSD}integer>'
    if tag == 8:
        scale, value = payload >> 54, (payload & ((1 << 54) - 1)) - (1 << 53)
        digits = f"{abs(value):0{scale + 1}d}"
        return f'"{"-" if value < 0 else ""}{digits[:len(digits) - scale]}{"." if scale else ""}{digits[len(digits) - scale:] if scale else ""}"^^<{XSD}decimal>'
    if tag == 9:
        return f'"{double(payload)}"^^<{XSD}double>'
    if tag == 10:
        kind, number = payload >> 58, ((payload >> 34) & 0xFFFFFF) - (1 << 23)
        text = year(number) + (f"-{(payload >> 30) & 15:02d}" if kind else "") + (f"-{(payload >> 25) & 31:02d}" if kind == 2 else "")
        return f'"{text}{zone(payload & 0x7FF)}"^^<{XSD}{("gYear", "gYearMonth", "date")[kind]}>'
    code, digits, instant = payload & 0x7FF, (payload >> 11) & 3, payload >> 13
    instant += (0 if code < 2 else code - 842) * 60000
    number, month, day = civil(instant // 86400000)
    time = instant % 86400000
    fraction = f".{time % 1000:03d}"[:1 + digits] if digits else ""
    text = f"{year(number)}-{month:02d}-{day:02d}T{time // 3600000:02d}:{time // 60000 % 60:02d}:{time // 1000 % 60:02d}{fraction}{zone(code)}"
    return f'"{text}"^^<{XSD}dateTime>'


# -- §5: segments of quads ----------------------------------------------------------------------
def unpack(data, width, count):
    bits = int.from_bytes(data, "little")
    return [(bits >> (i * width)) & ((1 << width) - 1) for i in range(count)]


def packed(reader, count):
    numbers = []
    while len(numbers) < count:
        group = min(128, count - len(numbers))
        head = reader.raw(1)[0]
        width = 64 if head & 63 == 63 else head & 63
        first = reader.idvar()
        step = reader.zigzag() if head & 128 else 0
        divisor = reader.varint() if head & 64 else 1
        offsets = unpack(reader.raw((group * width + 7) // 8), width, group)
        if not head & 128:
            numbers += [(first + offset * divisor) & MASK for offset in offsets]
            continue
        numbers.append(first)
        for offset in offsets[1:]:
            numbers.append((numbers[-1] + step + offset * divisor) & MASK)
    return numbers


def places(reader, count):
    width = reader.raw(1)[0]
    return unpack(reader.raw((count * width + 7) // 8), width, count)


def column(data, at, rows, before):
    "the numbers, and for a column with a list the place of each in it"
    reader = Reader(data, at)
    code = reader.raw(1)[0]
    if code == 0:
        return [reader.idvar()] * rows, None
    if code == 1:
        return packed(reader, rows), None
    if code == 2:
        distinct = packed(reader, reader.raw(1)[0])
        where = places(reader, rows)
        return [distinct[place] for place in where], where
    if code == 3:
        count = reader.fixed("H")
        ends = [reader.fixed("H") for _ in range(count)]
        numbers = packed(reader, count)
        return [number for number, start, end in zip(numbers, [0] + ends, ends) for _ in range(end - start)], None
    if code == 4:
        parts = bin(reader.fixed("H")).count("1")
        where = places(reader, rows)
    else:
        where = before
        parts = data[at_of_list(data, at) + 1]
    split = []
    for _ in range(parts):
        count, length = reader.varint(), reader.varint()
        split.append(iter(column(data, reader.at, count, None)[0]) if count else None)
        reader.raw(length)
    return [next(split[place]) for place in where], None


def at_of_list(data, at):
    starts = struct.unpack_from("<4H", data)
    return starts[starts.index(at) - 1]


def rows_of(path, order):
    "rows as column letter -> id"
    data = path.read_bytes()
    end = footer(data, b"NDEQUADS", path)
    end.varint()
    end.many(lambda: (end.fixed("Q"), end.varint()))
    directories = [end.many(lambda: end.raw(56)) for _ in ORDERS]
    for entry in directories[ORDERS.index(order)]:
        first, (place, length, crc, rows) = struct.unpack("<4Q", entry[:32]), struct.unpack("<QIIH", entry[32:50])
        block = data[place:place + length]
        check(block, crc, f"{path}, block at {place}")
        columns, where = [], None
        for start in struct.unpack_from("<4H", block):
            numbers, where = column(block, start, rows, where)
            columns.append(numbers)
        if tuple(numbers[0] for numbers in columns) != first:
            sys.exit(f"{path}: the block at {place} does not begin as its directory says")
        yield from (dict(zip(order, row)) for row in zip(*columns))


# -- §6: the log --------------------------------------------------------------------------------
def log_of(path, store, number, place, listed):
    "Yields the new terms and the changed rows of each record: (ordinal, text) pairs and (row, whether it is added) pairs."
    data = path.read_bytes()
    check(data[:60], struct.unpack_from("<I", data, 60)[0], path)
    if data[:12] != b"NDELOG01\1\0\0\0" or data[16:40] != store + struct.pack("<Q", number) or len(data) % 512:
        sys.exit(f"{path} is not that log")
    seed = crc32c(store)
    while data[place:place + 16].strip(b"\0"):
        marker, length, crc, own = struct.unpack_from("<4sIII", data, place)
        content = data[place + 16:place + 16 + length]
        if marker != b"LREC" or crc32c(data[place:place + 12], seed) != own:
            sys.exit(f"{path}: no record at {place}")
        if crc32c(content, seed) != crc:
            if any(not data[at:at + 512].strip(b"\0") for at in range(place // 512 * 512 + 512, place + 16 + length, 512)):
                return
            sys.exit(f"{path}: the record at {place} is damaged")
        yield record_of(Reader(content), listed)
        place += (16 + length + 15) // 16 * 16


def record_of(reader, listed):
    for _ in range(4):
        reader.varint()
    listed += reader.many(reader.bytes)
    first = reader.varint()
    found = enumerate(reader.many(lambda: log_term(reader.varint(), reader.bytes(), listed)), first)
    changes = []
    for _ in range(reader.varint()):
        graph = reader.fixed("Q")
        if reader.varint():
            for _ in range(4):
                reader.varint()
        for added in (True, False):
            row = [0, 0, 0]
            for _ in range(reader.varint()):
                same = reader.varint()
                row = [row[i] if same >> i & 1 else reader.fixed("Q") for i in range(3)]
                changes.append(((*row, graph), added))
    reader.many(lambda: (reader.bytes(), reader.varint(), reader.bytes()))
    if reader.raw(1) != b"\xed" or reader.at != len(reader.data):
        sys.exit("a record of the log does not end where it says")
    return found, changes


def log_term(qualifier, text, listed):
    if qualifier == 0:
        return f"<{text.decode()}>"
    if qualifier == 1:
        return literal(text)
    if qualifier == 3:
        spelled = Reader(text)
        kind = spelled.bytes()
        return literal(text[spelled.at:], kind)
    return literal(text, listed[qualifier - 8])


# -- §2: the folder -----------------------------------------------------------------------------
def main(folder, order):
    root = framed(folder / "CURRENT", b"NDEROOT1")
    store = root.raw(16)
    number = root.varint()
    block = framed(folder / "superblock", b"NDESUPER")
    block.raw(24)
    patterns = block.many(lambda: block.bytes().decode())
    manifest = framed(folder / f"manifest-{number:08d}", b"NDEMANIF")
    manifest.raw(16)
    for _ in range(6):
        manifest.varint()
    listed = manifest.many(manifest.bytes)
    dictionary = manifest.many(lambda: [manifest.varint() for _ in range(4)])
    segments = manifest.many(lambda: [manifest.varint() for _ in range(4)])
    removed = manifest.many(lambda: [manifest.varint() for _ in range(4)])
    log, log_start = manifest.varint(), manifest.varint()
    manifest.many(lambda: [manifest.varint() for _ in range(7)])
    graphs = manifest.many(lambda: (manifest.fixed("Q"), [manifest.varint() for _ in range(4)], manifest.many(lambda: (manifest.varint(), manifest.varint()))))

    texts = {}
    for file, *_ in dictionary:
        texts |= terms(folder / f"d-{file:08d}.terms", listed)

    # §6.3: the first and the last thing that is said of a row.
    first, last = {}, {}
    for file, *_ in removed:
        for row in rows_of(folder / f"removed-{file:08d}", "SPOG"):
            key = tuple(row[letter] for letter in "SPOG")
            first[key] = last[key] = False
    for found, changes in log_of(folder / f"log-{log:08d}", store, log, log_start, listed):
        texts |= dict(found)
        for row, added in changes:
            first.setdefault(row, added)
            last[row] = added
    gone = {row for row in last if not first[row] and not last[row]}
    come = [row for row in last if first[row] and last[row]]

    def text(term):
        tag, payload = term >> 60, term & ((1 << 60) - 1)
        if tag == 12:
            return f"<<( {' '.join(text(part) for part in texts[payload])} )>>"
        return texts[payload] if tag in (2, 4) else inline(tag, payload, patterns)

    shown = {(segment, graph) for graph, _, layers in graphs for segment, _ in layers}
    lines = []

    def show(row):
        lines.append(" ".join(text(term) for term in (row if row[3] else row[:3])) + " .")

    for row in come:
        show(row)
    for file, *_ in segments:
        for row in rows_of(folder / f"s-{file:08d}.quads", order):
            key = tuple(row[letter] for letter in "SPOG")
            if (file, row["G"]) in shown and key not in gone:
                show(key)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in sorted(lines, key=lambda line: line.encode("utf-16-be")):
        print(line)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[3] if len(sys.argv) == 4 else "SPOG")

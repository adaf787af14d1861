"""Answers in a canonical form, so that two engines with the same answer have the same hash: numbers by value to nine digits, blank nodes as "_", rows sorted."""
import decimal
import hashlib
import json
import re

XSD = "http://www.w3.org/2001/XMLSchema#"
NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "short", "byte")}
BLANK = re.compile(r"_:\S+")


def digest(body, content_type):
    """The rows of an answer and the hash of their set."""
    if "json" not in content_type:
        rows = triples(body.decode("utf-8"))
    else:
        answer = json.loads(body)
        if "boolean" in answer:
            return 1, str(answer["boolean"])
        names = sorted(answer["head"]["vars"])
        rows = sorted("\t".join(canonical(row.get(name)) for name in names) for row in answer["results"]["bindings"])
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def count(body):
    """The only number of an answer."""
    rows = json.loads(body)["results"]["bindings"]
    return int(float(next(iter(rows[0].values()))["value"])) if rows else 0


def canonical(term):
    if term is None:
        return "-"
    kind, value, datatype = term["type"], term["value"], term.get("datatype")
    if kind == "uri":
        return "<" + value + ">"
    if kind == "bnode":
        return "_"
    if datatype in NUMERIC and number(value) is not None:
        return "#" + number(value)
    language = term.get("xml:lang")
    suffix = "@" + language.lower() if language else "^^" + datatype if datatype and datatype != XSD + "string" else ""
    return json.dumps(value, ensure_ascii=False) + suffix


def number(text):
    try:
        value = decimal.Decimal(text)
    except decimal.InvalidOperation:
        return None
    return "%.9g" % value if value.is_finite() else str(value)


def triples(text):
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)
    text = text.replace("^^<" + XSD + "string>", "")
    text = re.sub(r'"([-+0-9.eE]+)"\^\^<[^>]*#(?:decimal|integer|double)>', lambda match: "#" + (number(match[1]) or match[1]), text)
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith(("#", "@prefix", "PREFIX")))
    return sorted({re.sub(r"\s*\.\s*$", "", BLANK.sub("_", re.sub(r"[ \t]+", " ", line))) for line in lines})

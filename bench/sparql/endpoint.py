"""A SPARQL endpoint on the loopback, asked with a new connection for each request, as most API clients do."""
import re
import sys
import time
import urllib.parse
from http.client import HTTPConnection

FORM = "application/x-www-form-urlencoded"


class Endpoint:
    def __init__(self, url, timeout):
        parts = urllib.parse.urlparse(url)
        if parts.hostname not in ("127.0.0.1", "localhost", "::1"):
            sys.exit(f"{url}: only a loopback address is asked")
        self.host, self.port, self.path, self.timeout = parts.hostname, parts.port, parts.path or "/", timeout

    def request(self, method, path, body, headers):
        """Status, seconds until the last byte, body, and content type."""
        connection = HTTPConnection(self.host, self.port, timeout=self.timeout)
        try:
            start = time.perf_counter()
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            data = response.read()
            return response.status, time.perf_counter() - start, data, response.getheader("Content-Type") or ""
        finally:
            connection.close()

    def query(self, text):
        graph = re.search(r"^\s*(CONSTRUCT|DESCRIBE)\b", text, re.M)
        accept = "application/n-triples" if graph else "application/sparql-results+json"
        return self.request("POST", self.path, urllib.parse.urlencode({"query": text}), {"Content-Type": FORM, "Accept": accept})

    def update(self, text, extra=None):
        return self.request("POST", self.path, urllib.parse.urlencode({"update": text, **(extra or {})}), {"Content-Type": FORM, "Accept": "*/*"})

    def put_graph(self, store_path, graph, ntriples):
        """Replaces a graph by the graph store protocol."""
        path = store_path + "?" + urllib.parse.urlencode({"graph": graph})
        return self.request("PUT", path, ntriples, {"Content-Type": "application/n-triples"})

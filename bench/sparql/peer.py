"""Starts an engine of peers.json on a scratch folder, and looks at its processes and files."""
import glob
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


class Peer:
    def __init__(self, name, peers, data, scratch):
        self.about = json.load(open(peers))[name]
        self.work = os.path.join(scratch, name)
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        self.values = {"data": os.path.abspath(data), "work": self.work, "here": HERE, "port": str(self.about["port"])}
        self.log = open(os.path.join(self.work, "log.txt"), "w")
        self.process = None

    def setting(self, key):
        return self.fill(self.about.get(key, "")) or None

    def fill(self, text):
        return re.sub(r"\{(\w+)\}", lambda match: self.values[match[1]], text)

    def load(self):
        """Seconds until the data is durable; None for an engine that loads at its start."""
        start = time.time()
        for step in self.about.get("load", []):
            subprocess.run(["bash", "-c", self.fill(step)], check=True, stdout=self.log, stderr=self.log, cwd=self.work)
        return None if self.about.get("load_at_start") else round(time.time() - start, 2)

    def start(self):
        """Seconds until the port is open."""
        start = time.time()
        self.process = subprocess.Popen(shlex.split(self.fill(self.about["serve"])), stdout=self.log, stderr=self.log, cwd=self.work)
        self.wait_for_port(self.about.get("start_limit", 900))
        return round(time.time() - start, 2)

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)

    def wait_for_port(self, limit):
        end = time.time() + limit
        while time.time() < end:
            if self.process.poll() is not None:
                sys.exit(f"the peer ended with {self.process.returncode}; see {self.log.name}")
            try:
                socket.create_connection(("127.0.0.1", self.about["port"]), 1).close()
                return
            except OSError:
                time.sleep(0.01)
        sys.exit("the peer did not open its port")


def processes(pid):
    waiting, found = [pid], []
    while waiting:
        each = waiting.pop()
        found.append(each)
        for file in glob.glob(f"/proc/{each}/task/*/children"):
            try:
                waiting += [int(child) for child in open(file).read().split()]
            except OSError:
                pass  # the process ended meanwhile
    return found


def memory(pid, keys):
    """MiB of a process and its children: the sum of these lines of /proc/PID/status."""
    total = 0
    for each in processes(pid):
        try:
            status = open(f"/proc/{each}/status").read()
        except OSError:
            continue  # the process ended meanwhile
        total += sum(int(match[1]) for key in keys if (match := re.search(key + r":\s+(\d+)", status)))
    return total // 1024


def disk(path):
    """MiB of a folder, holes not counted."""
    total = 0
    for root, _, files in os.walk(path):
        for name in files:
            about = os.stat(os.path.join(root, name))
            total += min(about.st_blocks * 512, about.st_size)
    return total / (1 << 20)

"""A service in Python that keeps the contract of the sample, with nothing but the standard library.

It answers on PORT, tells by /health whether this process serves and by /health/serving what of it
works, takes everything else from the environment, logs one JSON object a line, and ends with 0
after SIGTERM once it has answered what it began. Python 3.9, as Amazon Linux 2023 ships it.
"""

import http.server
import json
import os
import signal
import socket
import threading
import time
from urllib.parse import urlsplit

PORT = int(os.environ["PORT"])
HOST = os.environ.get("HOST", "0.0.0.0")
SHUTDOWN_DELAY_SECONDS = float(os.environ.get("SHUTDOWN_DELAY_SECONDS", "20"))
SHUTDOWN_TIMEOUT_SECONDS = float(os.environ.get("SHUTDOWN_TIMEOUT_SECONDS", "60"))
PLACEMENT = {
    "service": os.environ.get("SERVICE_NAME", "python-service"),
    "region": os.environ.get("AWS_REGION", "unknown"),
    "availabilityZone": os.environ.get("AVAILABILITY_ZONE", "unknown"),
}
stopping = threading.Event()
under_way = 0
changed = threading.Condition()


def log(message, **fields):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print(json.dumps({"level": "info", "time": now, **PLACEMENT, "msg": message, **fields}), flush=True)


class Metrics:
    """Requests and faults of a minute, in CloudWatch's embedded metric format, by zone."""

    def __init__(self):
        self.lock = threading.Lock()
        self.requests = self.faults = 0

    def record(self, status):
        with self.lock:
            self.requests += 1
            self.faults += status >= 500

    def flush(self):
        with self.lock:
            requests, faults = self.requests, self.faults
            self.requests = self.faults = 0
        if requests == 0:
            return
        units = [{"Name": "Requests", "Unit": "Count"}, {"Name": "Faults", "Unit": "Count"}]
        dimensions = [["Service", "AvailabilityZone"]]
        about = {"Namespace": "PythonService", "Dimensions": dimensions, "Metrics": units}
        log(
            "metrics",
            _aws={"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [about]},
            Service=PLACEMENT["service"],
            AvailabilityZone=PLACEMENT["availabilityZone"],
            Requests=requests,
            Faults=faults,
        )

    def run(self):
        while not stopping.wait(60):
            self.flush()


metrics = Metrics()


def endpoint(name, default_port):
    """What the environment names as host or host:port, or None."""
    host, _, port = os.environ.get(name, "").partition(":")
    return (host, int(port or default_port)) if host else None


DEPENDENCIES = {
    "database": endpoint("DATABASE_WRITER_ENDPOINT", 5432),
    "cache": endpoint("CACHE_ENDPOINT", 6379),
}


def count(change):
    global under_way
    with changed:
        under_way += change
        changed.notify_all()


def reachable(address):
    try:
        socket.create_connection(address, timeout=1).close()
        return "ok"
    except OSError:
        return "failing"


def serving():
    """Which dependencies can be reached. A real service asks them something as well."""
    dependencies = {name: reachable(at) for name, at in DEPENDENCIES.items() if at}
    works = dependencies.get("database", "ok") == "ok"
    degraded = "failing" in dependencies.values()
    status = "failing" if not works else "degraded" if degraded else "ok"
    return (200 if works else 503), {"status": status, "dependencies": dependencies, **PLACEMENT}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Longer than the 60 seconds after which the load balancer gives up an idle connection.
    timeout = 75

    def do_GET(self):
        count(1)
        try:
            self.answer()
        finally:
            count(-1)

    def answer(self):
        start = time.monotonic()
        path = urlsplit(self.path).path
        if path == "/health":
            # Of this process alone: whoever fails it is replaced.
            status = 503 if stopping.is_set() else 200
            body = {"status": "stopping" if stopping.is_set() else "ok", **PLACEMENT}
        elif path == "/health/serving":
            status, body = serving()
        elif path == "/":
            status, body = 200, {"hello": "from Python", **PLACEMENT}
        else:
            status, body = 404, {"title": "Not found", "status": 404}
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        if stopping.is_set():
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(payload)
        milliseconds = round((time.monotonic() - start) * 1000)
        # Checks say what they find; only what users ask for fails them.
        if not path.startswith("/health"):
            metrics.record(status)
        log("request", path=path, status=status, milliseconds=milliseconds)

    def log_message(self, *_):
        pass


def stop(server):
    """Serves on until the load balancer has seen the failing check, and then no more."""
    log("stopping")
    stopping.set()
    time.sleep(SHUTDOWN_DELAY_SECONDS)
    server.shutdown()


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer((HOST, PORT), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=stop, args=(server,)).start())
    threading.Thread(target=metrics.run, daemon=True).start()
    log("serving", port=server.server_port)
    server.serve_forever()
    # For the answers under way, and not for connections that idle.
    with changed:
        changed.wait_for(lambda: under_way == 0, timeout=SHUTDOWN_TIMEOUT_SECONDS)
    metrics.flush()
    log("stopped")

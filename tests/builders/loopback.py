"""Servers of the tests' own, on the loopback, for as long as a test lasts."""

import json
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from typing_extensions import override


@contextmanager
def served(server: socketserver.TCPServer) -> Iterator[int]:
    """Run `server` in a thread and give its port."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


class JsonCalls(BaseHTTPRequestHandler):
    """Answers in JSON, head and body together, and keeps the test's output to itself."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def answer(self, status: int, value: object, *, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

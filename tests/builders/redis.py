"""A Redis of the tests' own: a server on a free port with its data in a temporary folder.

Where `redis-server` is missing these tests say so and are skipped.
"""

import atexit
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

_START_SECONDS = 10.0


class Server:
    """A server that can be killed and started again on the same port, with or without its data."""

    def __init__(self, *, appending: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cw-redis-"))
        self._appending = appending
        self.port = _free_port()
        self._running: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)  # also where the test that started it breaks off
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start and wait until it answers."""
        durable = ("yes", "--appendfsync", "always") if self._appending else ("no",)
        options = ("--save", "", "--maxmemory-policy", "noeviction", "--appendonly", *durable)
        where = ("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder))
        self._running = subprocess.Popen(["redis-server", *where, *options], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("redis-server does not answer")
            time.sleep(0.01)

    def kill(self) -> None:
        """End it as a crash does."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            self._running = None

    def pause(self) -> None:
        """Let it stop answering while its connections stay."""
        if self._running is not None:
            self._running.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it do what was sent meanwhile, and answer again."""
        if self._running is not None:
            self._running.send_signal(signal.SIGCONT)

    def end(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def missing() -> str | None:
    """Return why there is no Redis here, or None when there is one."""
    return None if shutil.which("redis-server") else "Redis is not installed (redis-server was not found)"


@cache
def server() -> Server:
    """Start the server of this process of tests; it goes away with the process."""
    return Server()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port

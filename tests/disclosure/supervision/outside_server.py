"""A real server on the loopback that answers as its addresses ask, and remembers who asked what."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answers(BaseHTTPRequestHandler):
    """/<status> answers with it; /to?<address> leads there; /no-head refuses HEAD."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["Host"]))
        kind, _, target = self.path.lstrip("/").partition("?")
        status = 302 if kind == "to" else 405 if kind == "no-head" and self.command == "HEAD" else 200
        status = int(kind) if kind.isdigit() else status
        self.send_response(status)
        if kind == "to":
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass


@contextmanager
def outside_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked = []
    server.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

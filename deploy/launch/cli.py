"""The words of `./portal`: which command, with which arguments, and what a person is told when it goes wrong."""

import os
import signal
import sys

from config.env import SettingError
from deploy.launch import environment
from deploy.launch.errors import LaunchError

USAGE = """用法：./portal 命令 [参数]

  serve [--host 地址] [--port 端口] [--no-demo]   安装、建库、启动网站与后台任务（首次启动载入演示数据）
  test [--postgres] [pytest 参数]                 准备并运行测试；不带参数则在 SQLite 与 PostgreSQL 上各跑一遍
  bench [名称 …]                                  运行性能测试，每项一行 JSON
  manage 子命令 …                                 Django 管理命令，如 ./portal manage createsuperuser
"""


def manage(arguments: list[str]) -> int:
    python = environment.ensure()
    os.execv(python, [str(python), str(environment.ROOT / "manage.py"), *arguments])


def main(arguments: list[str]) -> int:
    """Run one command; the exit code is the process's."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    # SIGTERM ends as Ctrl-C does, and Ctrl-C works too where a shell started us in the background with it ignored.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        if command == "serve":
            from deploy.launch.serve import serve

            return serve(rest)
        if command == "test":
            from deploy.launch.testing import test

            return test(rest)
        if command == "bench":
            from deploy.launch.testing import bench

            return bench(rest)
        if command == "manage":
            return manage(rest)
    except (LaunchError, SettingError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已中断。", file=sys.stderr)
        return 130
    if command in {"", "-h", "--help", "help"}:
        print(USAGE)
        return 0
    print(f"没有“{command}”这个命令。\n\n{USAGE}", file=sys.stderr)
    return 2

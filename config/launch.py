"""The settings that `./portal` reads before anything is installed: standard library only."""

import os

from config.env import BASE_DIR, declare

PORTAL_HOME = declare("PORTAL_HOME", BASE_DIR / "var", "存放全部数据的目录：数据库、上传文件、页面文件、索引。", "path")
PORTAL_WORKERS = declare(
    "PORTAL_WORKERS", max(2, min(4, os.cpu_count() or 2)), "网站的进程数（默认按处理器数，2 至 4）。", "int"
)
PORTAL_THREADS = declare("PORTAL_THREADS", 4, "每个网站进程的线程数。", "int")
PORTAL_PYTHON = declare("PORTAL_PYTHON", "", "`./portal` 建立环境所用的 Python；空则自动寻找 3.11 以上的版本。")
PORTAL_CHROMIUM = declare("PORTAL_CHROMIUM", "", "`./portal test` 所用的 Chromium；空则自动寻找或安装。")

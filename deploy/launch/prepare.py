"""What stands between an installed environment and a running site: schema, static files, demo, and what to open.

One process for all of it, since loading Django costs more than the work on every start but the first.
"""

import argparse
import hashlib
import sys
import time
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, connection
from django.db.models import Exists, OuterRef

from deploy.launch import fonts

ACCOUNTS = "demo-accounts.txt"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--no-demo", action="store_true")
    options = parser.parse_args()
    try:
        django.setup()
        migrate()
        collect_static()
        fonts.provide()
        first = False if options.no_demo else load_demo()
        print_addresses(first)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    except DatabaseError as error:
        print(f"数据库出错：{error}\n请检查 PORTAL_DATABASE_URL 与数据库服务是否可用。", file=sys.stderr)
        return 1
    return 0


def migrate() -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    print(f"正在更新数据库结构（{len(plan)} 步）……", flush=True)
    started = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    print(f"  完成，{time.monotonic() - started:.0f} 秒。", flush=True)


def collect_static() -> None:
    """Collect and compress, but only when a source changed; the stamp is written last."""
    stamp = Path(settings.STATIC_ROOT) / "sources.sha256"
    now = sources_of_static()
    if stamp.exists() and stamp.read_text() == now:
        return
    print("正在整理静态文件……", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def sources_of_static() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_demo() -> bool:
    """Load the demo province into an empty database, or finish one that was interrupted; whether it did."""
    interrupted = Path(settings.PORTAL_HOME) / "demo.unfinished"
    if apps.get_model("gov_sites", "Portal").objects.exists() and not interrupted.exists():
        return False
    if "load_demo" not in get_commands():
        return False
    print("正在载入演示省份……", flush=True)
    interrupted.touch()
    started = time.monotonic()
    call_command("load_demo")
    interrupted.unlink()
    print(f"  完成，{time.monotonic() - started:.0f} 秒。", flush=True)
    return True


def print_addresses(first: bool) -> None:
    portals = apps.get_model("gov_sites", "Portal").objects
    if not portals.exists():
        print("还没有门户。按模板建站：./portal manage provision --help；建立管理员：./portal manage createsuperuser")
        return
    shown = examples(portals.filter(site__isnull=False, completed_at__isnull=False).select_related("site"))
    print(f"\n共有 {portals.count()} 个门户，例如：")
    for portal in shown:
        print(f"  {portal.name}  {address(portal.site.hostname)}/")
    if shown:
        print(f"  后台管理  {address(shown[0].site.hostname)}/admin/")
    accounts = Path(settings.PORTAL_HOME) / ACCOUNTS
    if accounts.exists():
        print(f"\n{accounts.read_text().strip()}\n" if first else f"  演示账号见 {accounts}\n", flush=True)


def examples(portals, of_each: int = 2) -> list:
    """The provincial portal, then the first few of each level, those that have content first."""
    filled = Exists(apps.get_model("cms_core", "Entry").objects.filter(portal_home=OuterRef("home")))
    ordered = portals.annotate(filled=filled).order_by("-filled", "path")
    shown = list(ordered.filter(level="province")[:1])
    for level in ("department", "city", "county"):
        shown += ordered.filter(level=level)[:of_each]
    return shown


def address(hostname: str) -> str:
    scheme, port = settings.PORTAL_SCHEME, settings.PORTAL_PUBLIC_PORT
    return f"{scheme}://{hostname}" + ("" if port in {80, 443} else f":{port}")


if __name__ == "__main__":
    sys.exit(main())

"""Said by `manage.py check --deploy`: that the search index is still to be built, as after an update."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Tags, Warning, register

from cms_core.search.engine import engine
from cms_core.search.errors import SearchError
from cms_core.search.feed.outbox import FAILURES

HINT = "后台进程（./portal serve 已包含）会自动重建；也可以马上运行 manage.py rebuild_search。"


def trouble_of(error: Exception) -> str:
    """In words that go on with a comma: errors of the index are ours, those of SQLite and the disk speak English."""
    return str(error).rstrip("。") if isinstance(error, SearchError) else f"检索索引不能读取（{error}）"


def has_searched() -> bool:
    """Whether this platform ever had an index; to ask the index itself would make one."""
    return any(Path(settings.PORTAL_HOME).glob("search*"))


@register(Tags.compatibility, deploy=True)
def check_index(app_configs=None, **kwargs):
    """No server is asked: only the embedded engines know without. A platform that was never started lacks nothing."""
    if settings.PORTAL_SEARCH == "opensearch" or not has_searched():
        return []
    try:
        lacking = engine().lacking()
    except FAILURES as error:
        lacking = trouble_of(error)
    return [Warning(f"{lacking}，读者暂时可能找不全。", hint=HINT, id="cms_core.W010")] if lacking else []

"""The column that an import writes into: named by the operator, else found by the old page's own way."""

from cms_core.models import ColumnPage
from cms_core.models.pages.column import ListStyle
from cms_core.text.folding import fold
from migrations.errors import ImportRefused

NO_LISTS = (ListStyle.CHANNEL, ListStyle.SINGLE)
FALLBACK_TYPES = ("政策文件", "政府公报", "信息公开目录")


def columns_of(portal):
    home = portal.home
    return list(ColumnPage.objects.descendant_of(home).order_by("path"))


def column_named(portal, name: str) -> ColumnPage:
    """By page number, by path of titles (政务公开/政策文件) or slugs (zhengwu-gongkai/zhengce-wenjian)."""
    columns = columns_of(portal)
    if name.isdigit():
        found = [column for column in columns if column.pk == int(name)]
    else:
        wanted = [fold(step) for step in name.strip("/").replace(">", "/").split("/") if step.strip()]
        found = [column for column in columns if wanted and _ends_with(column, columns, wanted)]
    if not found:
        raise ImportRefused(f"“{portal.name}”没有栏目“{name}”。请用栏目编号，或如“政务公开/政策文件”的栏目路径。")
    if len(found) > 1:
        listed = "、".join(f"{path_of(column, columns)}（{column.pk}）" for column in found[:5])
        raise ImportRefused(f"“{name}”可指多个栏目：{listed}。请改用栏目编号。")
    return found[0]


def column_of_steps(portal, steps: list[str]) -> ColumnPage | None:
    """The deepest column on the old page's way that this portal has too; else a column of documents; else None.

    A step of the gazette means the portal's own gazette, whatever it calls it; channels hold columns, not documents.
    """
    columns = [column for column in columns_of(portal) if column.list_style not in NO_LISTS]
    by_title, by_type = {}, {}
    for column in columns:
        by_title.setdefault(fold(column.title), column)
        by_type.setdefault(column.column_type, column)
    for step in reversed(steps):
        column = by_title.get(fold(step)) or ("公报" in step and by_type.get("政府公报"))
        if column:
            return column
    return next((by_type[name] for name in FALLBACK_TYPES if name in by_type), None)


def path_of(column, columns) -> str:
    above = {one.path: one.title for one in columns}
    step = column.steplen
    titles = [above[column.path[:end]] for end in range(step, len(column.path) + 1, step) if column.path[:end] in above]
    return "/".join(titles)


def _ends_with(column, columns, wanted):
    by_path = {one.path: one for one in columns}
    line = []
    path = column.path
    while path in by_path:
        line.append(by_path[path])
        path = path[: -column.steplen]
    line.reverse()
    if len(line) < len(wanted):
        return False
    tail = line[-len(wanted) :]
    return all(step in (fold(one.title), one.slug) for step, one in zip(wanted, tail, strict=True))

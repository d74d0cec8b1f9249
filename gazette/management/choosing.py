"""How the gazette's commands name a gazette and an issue: by the portal's key, and as 2015/7."""

import re

from django.core.management.base import CommandError

from gazette.models import Gazette


def add_gazette_argument(parser, *, required: bool = False) -> None:
    parser.add_argument("--gazette", metavar="KEY", required=required, help="公报所在门户的代号，如 zj；不写则为全部。")


def chosen_gazettes(key: str | None) -> list[Gazette]:
    found = Gazette.objects.select_related("portal", "column").order_by("portal__path")
    if key:
        found = found.filter(portal__key=key)
        if not found:
            keys = "、".join(Gazette.objects.values_list("portal__key", flat=True)) or "（尚无公报）"
            raise CommandError(f"门户“{key}”没有公报。现有公报的门户代号：{keys}。")
    return list(found)


def chosen_issues(gazette: Gazette, wanted: str | None):
    """All, or the one that `wanted` names."""
    if not wanted:
        return gazette.issues.all()
    match = re.fullmatch(r"([0-9]{4})/([0-9]{1,4})", wanted.strip().strip("/").removeprefix("gazette/"))
    if match is None:
        raise CommandError(f"期号应写作 年/期，如 2015/7，现为“{wanted}”。")
    return gazette.issues.filter(year=int(match[1]), number=int(match[2]))

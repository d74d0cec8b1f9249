"""Parts of an item as the stored value of a body (the shapes stand at the head of `cms_core.blocks.body`)."""

from __future__ import annotations

import re
from html import escape

LEVELS = {"h": "2", "h3": "3"}
REMARK = re.compile(r"^（(此件公开发布)）$")


def body_value(parts: list[tuple], attachments: list[tuple[int, str]] = (), picture: tuple[int, str] | None = None):
    """A list for a StreamField: runs of paragraphs become one text block, everything else a block of its own.

    `attachments` are (id, name), `picture` is (id, description) and stands after the first paragraphs.
    """
    blocks: list[dict] = []
    for kind, value in parts:
        remark = REMARK.match(value) if kind == "p" else None
        if remark and blocks and blocks[-1]["type"] == "signature":
            blocks[-1]["value"]["note"] = remark[1]
        elif kind == "p":
            paragraph = f"<p>{escape(value)}</p>"
            if blocks and blocks[-1]["type"] == "text":
                blocks[-1]["value"] += paragraph
            else:
                blocks.append({"type": "text", "value": paragraph})
        elif kind in LEVELS:
            blocks.append({"type": "heading", "value": {"level": LEVELS[kind], "text": value}})
        elif kind == "table":
            blocks.append(
                {"type": "table", "value": {"data": value, "table_caption": "", "table_header_choice": "row"}}
            )
        elif kind == "signature":
            name, date = value
            value = {"organisations": [name], "date": date.isoformat(), "note": ""}
            blocks.append({"type": "signature", "value": value})
    if picture:
        number, description = picture
        value = {"picture": number, "alt": description, "caption": description, "source": "演示绘图"}
        blocks.insert(min(1, len(blocks)), {"type": "picture", "value": value})
    if attachments:
        files = [{"file": number, "name": name} for number, name in attachments]
        blocks.append({"type": "attachments", "value": {"title": "", "files": files}})
    return blocks

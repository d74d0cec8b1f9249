"""The body of a page as plain HTML with its originals: what the templates show readers, without their looks."""

from html import escape

from cms_core.blocks.body_media import words_of
from cms_core.blocks.body_table import prepared
from cms_core.blocks.body_text import rich_html
from cms_core.html.clean import safe_html
from cms_core.text.chinese_dates import chinese_date
from gazette.texts.gather import Gathering

# Between rich texts, so that all of a body are expanded at once: their links cost one query, not one each.
BETWEEN = "<!--part-->"


class BodyWriter:
    """`attachments` collects `{"name", "file"}` of the attachment blocks, which are no part of the text."""

    def __init__(self, gathering: Gathering):
        self.gathering = gathering
        self.attachments: list[dict] = []
        self.rich: dict[int, str] = {}

    def write(self, body) -> str:
        self.expand(body)
        return "".join(self.part(block.block_type, block) for block in body)

    def expand(self, body) -> None:
        found = [rich for block in body if (rich := rich_of(block)) is not None]
        if found:
            joined = type(found[0])(BETWEEN.join(rich.source for rich in found))
            parts = rich_html(joined).split(BETWEEN)
            self.rich = {id(rich): html for rich, html in zip(found, parts, strict=True)}

    def part(self, kind, block) -> str:
        writer = getattr(self, f"write_{kind}", None)
        return writer(block.value, block) if writer else str(block.render())

    def rich_text(self, rich) -> str:
        return self.rich.get(id(rich), "") if rich else ""

    def write_text(self, value, block):
        return self.rich_text(value)

    def write_heading(self, value, block):
        level = block.block.level_of(value)
        return f"<h{level}>{said(value.get('text'))}</h{level}>"

    def write_quote(self, value, block):
        lines = [*(value.get("text") or "").split("\n"), f"——{value['source']}" if value.get("source") else ""]
        return f"<blockquote>{paragraphs(lines)}</blockquote>"

    def write_notice(self, value, block):
        title = value.get("title") or dict(block.block.KINDS).get(value.get("kind"), "提示")
        return f"<blockquote><p><strong>{said(title)}</strong></p>{self.rich_text(value.get('text'))}</blockquote>"

    def write_table(self, value, block):
        table = prepared(value)
        caption = f"<caption>{said(table['caption'])}</caption>" if table["caption"] else ""
        head = "".join(row_html(row) for row in table["head"])
        body = "".join(row_html(row) for row in table["body"])
        return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>"

    def write_picture(self, value, block):
        picture = value.get("picture")
        if picture is None:
            self.gathering.missing.append("正文中有一张图片已不在图片库中，请在原文中更换或删除这个版块。")
            return ""
        source = self.gathering.picture(picture)
        if source is None:
            return ""
        alt = value.get("alt") or picture.default_alt_text
        words = words_of(value, picture)
        caption = " ".join(filter(None, [words["caption"], words["source"]]))
        return (
            f'<figure><img src="{escape(source)}" alt="{escape(alt)}"><figcaption>{said(caption)}</figcaption></figure>'
        )

    def write_gallery(self, value, block):
        title = f'<p class="centred">{said(value["title"])}</p>' if value.get("title") else ""
        return title + "".join(self.write_picture(item, block) for item in value.get("pictures") or ())

    def write_video(self, value, block):
        """A film cannot be printed: its name and address stand for it, and what is said in it."""
        video = value.get("video")
        title = said(value.get("title") or getattr(video, "title", ""))
        if video is not None:
            self.gathering.attachments[video.pk] = video
            title = f'<a href="{escape(video.url)}">{title}</a>'
        return f"<p>视频：{title}</p>{self.rich_text(value.get('transcript'))}"

    def write_attachments(self, value, block):
        for item in value.get("files") or ():
            file = item.get("file")
            if file is None:
                name = item.get("name") or "未命名"
                self.gathering.missing.append(f"附件“{name}”已不在附件库中，请在原文中重新选择。")
            elif address := self.gathering.attachment(file):
                row = {"name": item.get("name") or file.title, "file": address.removeprefix("files/")}
                if row not in self.attachments:
                    self.attachments.append(row)
        return ""

    def write_signature(self, value, block):
        names = [name for name in value.get("organisations") or () if name]
        note = (value.get("note") or "").strip("（）() ")
        return (
            "".join(f'<p class="signature">{said(name)}</p>' for name in names)
            + (f'<p class="date">{chinese_date(value["date"])}</p>' if value.get("date") else "")
            + (f'<p class="note">（{said(note)}）</p>' if note else "")
        )

    def write_legacy(self, value, block):
        return safe_html(str(value or ""))


def rich_of(block):
    if block.block_type == "text":
        return block.value or None
    name = {"notice": "text", "video": "transcript"}.get(block.block_type)
    return (block.value.get(name) or None) if name else None


def said(text) -> str:
    return escape(str(text or ""), quote=False)


def paragraphs(lines) -> str:
    return "".join(f"<p>{said(line)}</p>" for line in lines if line.strip())


def row_html(row) -> str:
    cells = []
    for cell in row:
        tag = "th" if cell.scope else "td"
        spans = "".join(
            f' {name}="{count}"' for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1
        )
        cells.append(f"<{tag}{spans}>{'<br>'.join(said(line) for line in cell.text.split(chr(10)))}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"

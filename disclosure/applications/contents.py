"""Whether a file is what its name says, told by its content (入侵防范: 扩展名 + 魔数); no programs, no pages."""

from typing import BinaryIO

from cms_core.attachments.kinds import families, kinds
from cms_core.attachments.sniff import sniff

# What people send as proof and evidence: ending → media type.
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
}
# Among the attachments of pages pictures are no kind: they are pictures there.
PICTURES = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG"}
ENDINGS = "、".join(MEDIA_TYPES)


def fault_of_content(file: BinaryIO, ending: str) -> str:
    """Why it is not taken, as the rest of a sentence that begins with the file's name, or ""; left at its beginning."""
    if ending not in MEDIA_TYPES:
        return f"不能上传，请改用 {ENDINGS} 格式。"
    file.seek(0)
    head = file.read(8)
    found = sniff(file)
    if found.family == "picture" and ending in PICTURES:
        return "" if head.startswith(PICTURES[ending]) else "的内容与扩展名不一致，请另存为 jpg 或 png。"
    kind = kinds().get(ending)
    if kind is None or found.family not in kind.families:
        label = families()[found.family].label
        return f"的内容是{label}，与扩展名 .{ending} 不一致，请检查是否选错，或者另存为 PDF 后上传。"
    return f"：{''.join(found.dangers)}" if found.dangers else ""

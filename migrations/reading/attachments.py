"""Names of attached files in a pasted page: the links have become bare names (浙政办发〔2015〕28号.ceb)."""

import re

from cms_core.attachments.kinds import kinds

OLD_KINDS = ("cebx", "gd", "sep", "jpg", "jpeg", "png", "gif", "tif", "swf", "flv", "mp4")
LEAD = re.compile(r"^[\s•·]*(?:(?:相关|下载)?附件\s*(?:下载)?\s*\d*\s*[:：.、]?\s*)?(?:\d{1,2}\s*[.、．]\s*)?")
TRAIL = re.compile(r"\s*(?:[(（\[]\s*[\d.,]+\s*(?:B|KB?|MB?|字节)\s*[)）\]]|点击下载|下载)?\s*$", re.IGNORECASE)


def attachment_name(line: str) -> str:
    """The file that a line names and nothing else; "" for running text."""
    name = TRAIL.sub("", LEAD.sub("", line)).strip(" []【】")
    # A name may hold blanks, but a sentence about a file is no name.
    if not name or len(name) > 120 or re.search(r"[，。；：？！]|://", name):
        return ""
    return name if re.search(rf"\.(?:{_endings()})$", name, re.IGNORECASE) else ""


def _endings():
    return "|".join(sorted({*kinds(), *OLD_KINDS}, key=len, reverse=True))

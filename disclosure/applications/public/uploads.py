"""Whether a file is what it says it is, told by its content; programs and pages are never taken."""

from django.conf import settings

from cms_core.attachments.kinds import families, kinds
from cms_core.attachments.sniff import sniff
from disclosure.applications.actions.files import MEDIA_TYPES
from disclosure.applications.public.staging import FULL, MOST, TOO_BIG, TOO_MANY, Staged
from disclosure.sealing import SealsError

PICTURES = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG"}
ENDINGS = "、".join(MEDIA_TYPES)
ACCEPT = ",".join(f".{ending}" for ending in MEDIA_TYPES)


def fault_of(staged: Staged) -> str:
    """Why it is not taken, in a sentence, or ""."""
    name = f"“{staged.name}”"
    if staged.size == 0:
        return f"{name}是空文件，请重新选择。"
    if staged.ending not in MEDIA_TYPES:
        return f"{name}不能上传，请改用 {ENDINGS} 格式。"
    try:
        with staged.open() as file:
            head = file.read(8)
            found = sniff(file)
    except (OSError, SealsError):
        return f"{name}没有保存成功，请重新选择。"
    if found.family == "picture" and staged.ending in PICTURES:
        return "" if head.startswith(PICTURES[staged.ending]) else f"{name}的内容与扩展名不一致，请另存为 jpg 或 png。"
    kind = kinds().get(staged.ending)
    if kind is None or found.family not in kind.families:
        label = families()[found.family].label
        return f"{name}的内容是{label}，与扩展名 .{staged.ending} 不一致，请检查是否选错，或者另存为 PDF 后上传。"
    return "".join(f"{name}：{danger}" for danger in found.dangers)


def fault_for(name: str, why: str) -> str:
    return {
        TOO_BIG: f"“{name}”超过 {settings.PORTAL_APPLICATION_FILE_MB} MB，请压缩或者拆分后上传。",
        TOO_MANY: f"“{name}”没有上传：一次最多 {MOST} 份材料，请合并后上传。",
        FULL: f"“{name}”没有上传：现在上传材料的人较多，请稍后再试，或者先提交申请，再联系受理机关补交材料。",
    }[why]

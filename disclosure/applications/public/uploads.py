"""Whether a file is what it says it is, told by its content; programs and pages are never taken."""

from django.conf import settings

from disclosure.applications.contents import MEDIA_TYPES, fault_of_content
from disclosure.applications.public.staging import FULL, MOST, TOO_BIG, TOO_MANY, TOO_OFTEN, UNABLE, Staged
from disclosure.sealing import SealsError

ACCEPT = ",".join(f".{ending}" for ending in MEDIA_TYPES)


def fault_of(staged: Staged) -> str:
    """Why it is not taken, in a sentence, or ""."""
    name = f"“{staged.name}”"
    if staged.size == 0:
        return f"{name}是空文件，请重新选择。"
    try:
        with staged.open() as file:
            fault = fault_of_content(file, staged.ending)
    except (OSError, SealsError):
        return f"{name}没有保存成功，请重新选择。"
    return f"{name}{fault}" if fault else ""


def fault_for(name: str, why: str) -> str:
    return {
        TOO_BIG: f"“{name}”超过 {settings.PORTAL_APPLICATION_FILE_MB} MB，请压缩或者拆分后上传。",
        TOO_MANY: f"“{name}”没有上传：一次最多 {MOST} 份材料，请合并后上传。",
        TOO_OFTEN: f"“{name}”没有上传：您所在的网络在短时间内提交了很多次，请稍后再选择上传。",
        FULL: f"“{name}”没有上传：现在上传材料的人较多，请稍后再试，或者先提交申请，再联系受理机关补交材料。",
        UNABLE: f"“{name}”没有上传：系统暂时不能保存文件，请稍后再试，或者先提交申请，再联系受理机关补交材料。",
    }[why]

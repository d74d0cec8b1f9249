"""The one check that every way of uploading goes through: forms, choosers, imports and commands."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from cms_core.attachments.errors import AttachmentRefused
from cms_core.attachments.kinds import Family, Kind, endings_text, families, kinds
from cms_core.attachments.sniff import Finding, sniff

VIDEO = "mp4"


@dataclass(frozen=True)
class Checked:
    """`kind` is the allowed kind; `dangers` is only ever filled when a legacy file was let through all the same."""

    kind: Kind
    dangers: tuple[str, ...] = ()


def check_attachment(file: BinaryIO, name: str, *, legacy: bool = False) -> Checked:
    """Raise `AttachmentRefused` with every reason, or say what kind of attachment `file` is.

    `legacy` is for portal migration: what the office has already published (an old form with macros, a protected PDF)
    is kept and its dangers reported, but a content that is not what its name says is refused there too.
    """
    size = size_of(file)
    if size == 0:
        raise AttachmentRefused([f"“{name}”是空文件（0 字节），请重新选择。"])
    ending = ending_of(name)
    kind = kinds().get(ending)
    limit = limit_of(ending)
    if size > limit:
        raise AttachmentRefused(
            [f"“{name}”大小为 {filesizeformat(size)}，超过上限 {filesizeformat(limit)}，请压缩或拆分后再上传。"]
        )
    finding = sniff(file)
    family = families()[finding.family]
    reasons = mismatch(kind, ending, family)
    if legacy and not reasons:
        return Checked(kind, tuple(finding.dangers))
    reasons += finding.dangers
    if reasons:
        raise AttachmentRefused([f"“{name}”：{reason}" for reason in reasons])
    return Checked(kind)


def mismatch(kind: Kind | None, ending: str, family: Family) -> list[str]:
    """Why a content of `family` cannot stand under `ending`; empty when it can."""
    if kind and family.key in kind.families:
        return []
    if family.advice and not (kind and family.key == "unknown-binary"):
        return [f"文件内容是{family.label}。{family.advice}"]
    if family.key == "unknown-binary":
        return [f"扩展名是 .{ending}，内容却不是{kind.label}。{family.advice}"]
    if kind:
        return [f"文件内容是 {family.label}，扩展名却是 .{ending}，请改名为 .{family.endings[0]} 后上传。"]
    shown = f".{ending}" if ending else "没有扩展名"
    return [f"不支持的文件类型（{shown}）。可以上传：{endings_text()}。"]


def limit_of(ending: str) -> int:
    """Bytes."""
    megabytes = settings.PORTAL_VIDEO_MB if ending == VIDEO else settings.PORTAL_ATTACHMENT_MB
    return megabytes << 20


def ending_of(name: str) -> str:
    return PurePath(name.strip()).suffix.lower().lstrip(".")


def size_of(file: BinaryIO) -> int:
    size = getattr(file, "size", None)
    if size is None:
        size = file.seek(0, 2)
        file.seek(0)
    return size


__all__ = ["AttachmentRefused", "Checked", "Finding", "check_attachment", "ending_of"]

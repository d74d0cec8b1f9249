"""What of an issue can be taken home: editions, scans, with size and digest (P8: 查阅、下载)."""

from django.template.defaultfilters import filesizeformat

from gazette.models import FileKind
from gazette.public.addresses import PUBLIC, file_url

OFFERED = {
    FileKind.PDF: ("PDF 版", "按公文格式排版，可打印"),
    FileKind.EPUB: ("EPUB 版", "适合手机和阅读器"),
    FileKind.SCAN: ("扫描版", "纸质公报的影像"),
    FileKind.ARCHIVE: ("全文数据包", "各篇文本的 HTML 和 JSON"),
}
ORDER = list(OFFERED)


def downloads_of(issue, files, addresses=PUBLIC) -> list[dict]:
    """`files`: those of the whole issue; a cover is no download."""
    offered = sorted((file for file in files if file.kind in OFFERED), key=lambda file: ORDER.index(file.kind))
    folder = addresses.files_of_issue(issue)
    return [
        {
            "label": OFFERED[file.kind][0],
            "note": OFFERED[file.kind][1],
            "name": file.name,
            "url": file_url(folder, file.name),
            "size": filesizeformat(file.size),
            "sha256": file.sha256,
            "kind": file.kind,
            "media_type": file.media_type,
        }
        for file in offered
    ]


def whole_text(downloads) -> dict | None:
    """The file that shows a page of paper: the PDF edition, else a scanned PDF."""
    return next((one for one in downloads if one["kind"] in (FileKind.PDF, FileKind.SCAN) and is_pdf(one)), None)


def is_pdf(download) -> bool:
    return download["media_type"] == "application/pdf"

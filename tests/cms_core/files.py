"""Files of every kind, small and made here: what offices send, and what they should not."""

import io
import struct
import zipfile

import olefile

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(*names: str) -> bytes:
    """A compound file whose root holds one stream of 4,096 bytes under each name (at most three)."""
    per_stream = 4096 // SECTOR
    first = 2
    fat = [FAT, END]
    for index in range(len(names)):
        begin = first + index * per_stream
        fat += [*range(begin + 1, begin + per_stream), END]
    fat += [FREE] * (SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16sHHHHH6xLLLLLLLLLL", olefile.MAGIC, b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0
    )
    header = header[:76] + struct.pack("<L", 0) + struct.pack("<L", FREE) * 108
    entries = [entry("Root Entry", 5, FREE, FREE, 1 if names else FREE, END, 0)]
    for index, name in enumerate(names):
        right = index + 2 if index + 1 < len(names) else FREE
        entries.append(entry(name, 2, FREE, right, FREE, first + index * per_stream, 4096))
    entries += [entry("", 0, FREE, FREE, FREE, 0, 0)] * (4 - len(entries))
    streams = b"".join(name.encode().ljust(4096, b"\x01") for name in names)
    return header + struct.pack("<128L", *fat) + b"".join(entries) + streams


def entry(name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le") if name else b""
    return struct.pack(
        "<64sHBBLLL16sL8s8sLQ", raw, len(raw), kind, 1, left, right, child, b"", 0, b"", b"", start, size
    )


def archive(members: dict[str, bytes | str], compression=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def encrypted_archive() -> bytes:
    """The flag alone: what an archive made with a password shows in its directory."""
    data = bytearray(archive({"名单.docx": b"x" * 40}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(mark)
        data[position + offset] |= 1
    return bytes(data)


def ooxml(folder: str, **extra) -> bytes:
    return archive({"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<x/>", **extra})


def pdf(body: bytes = b"<< /Type /Catalog >>") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"


DOC, XLS, PPT = ole("WordDocument"), ole("Workbook"), ole("PowerPoint Document")
DOCX, XLSX, PPTX = ooxml("word"), ooxml("xl"), ooxml("ppt")
OFD = archive({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<x/>"})
PDF = pdf()
CEB = b"Founder CEB 3.00\x00" + bytes(range(256)) * 4
ZIP = archive({"附件/名单.docx": DOCX, "说明.txt": "说明"})
TXT = "关于开展调查的说明\r\n".encode("gb18030")
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n各位观众\n".encode()
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 2000
EXE = b"MZ\x90\0\x03\0\0\0" + b"\0" * 600
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"

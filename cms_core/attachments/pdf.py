"""PDFs that act by themselves (scripts, launched programs, forms that are programs) or that cannot be looked into.

Names may be written with #xx escapes, and objects may hide in compressed object streams; both are looked through, with
bounded work: a file made to be slow is refused, not waited for.
"""

import re
import zlib

MAX_STREAM = 4 << 20
MAX_READ = 256 << 20
MAX_UNPACKED = 64 << 20
LOOK_BACK = 2000
STREAM_START = re.compile(rb"(?<!end)stream\r?\n")


def named(name: str) -> bytes:
    """A pattern for /name in which any character may be escaped."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (c, c, c) for c in name.encode())


END = rb"(?![0-9A-Za-z#])"
SCRIPT = re.compile(named("JavaScript") + END)
LAUNCH = re.compile(named("Launch") + END)
OBJECT_STREAM = re.compile(named("ObjStm") + END)
# Short names would occur by chance in packed pictures: they are looked for outside of streams only.
SHORT_SCRIPT = re.compile(named("JS") + rb"\s*[(<\d]")
XFA = re.compile(named("XFA") + rb"\s*[\[\d<]")
ENCRYPT = re.compile(named("Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)")

HAS_SCRIPT = "PDF 含有可自动运行的脚本（JavaScript）。请用“打印为 PDF”重新生成一份后再上传。"
HAS_LAUNCH = "PDF 含有启动外部程序的动作。请用“打印为 PDF”重新生成一份后再上传。"
HAS_XFA = "PDF 是动态表单（XFA），多数阅读器打不开。请用“打印为 PDF”重新生成，或改传 docx。"
IS_ENCRYPTED = "PDF 设有密码或限制了复制、打印，公众无法全文复制，系统也无法检查。请取消保护后再上传。"
IS_CUT = "PDF 不完整（可能没有传完），请确认能够正常打开后再上传。"
IS_ODD = "PDF 的结构不正常，无法检查。请用“打印为 PDF”重新生成一份后再上传。"


def dangers(data: bytes) -> list[str]:
    """Sentences for the editor, most serious first; empty when nothing was found."""
    objects, complete = unpacked_objects(data)
    outside = without_streams(data) + b"\n" + objects
    found = []
    if SCRIPT.search(data) or SCRIPT.search(outside) or SHORT_SCRIPT.search(outside):
        found.append(HAS_SCRIPT)
    if LAUNCH.search(data) or LAUNCH.search(outside):
        found.append(HAS_LAUNCH)
    if XFA.search(outside):
        found.append(HAS_XFA)
    if ENCRYPT.search(outside) or ENCRYPT.search(data[-4096:]):
        found.append(IS_ENCRYPTED)
    if not complete:
        found.append(IS_ODD)
    if b"%%EOF" not in data[-4096:] and b"startxref" not in data[-4096:]:
        found.append(IS_CUT)
    return found


def without_streams(data: bytes) -> bytes:
    parts, position = [], 0
    while match := STREAM_START.search(data, position):
        end = data.find(b"endstream", match.end())
        if end < 0:
            break
        parts.append(data[position : match.start()])
        position = end
    parts.append(data[position:])
    return b"\n".join(parts)


def unpacked_objects(data: bytes) -> tuple[bytes, bool]:
    """The contents of compressed object streams, and whether all of them could be looked through."""
    parts, unpacked, read = [], 0, 0
    for match in STREAM_START.finditer(data):
        if not OBJECT_STREAM.search(data, max(0, match.start() - LOOK_BACK), match.start()):
            continue
        end = data.find(b"endstream", match.end(), match.end() + MAX_STREAM)
        packed = data[match.end() : end if end >= 0 else match.end() + MAX_STREAM]
        read += len(packed)
        if read > MAX_READ or unpacked > MAX_UNPACKED:
            return b"\n".join(parts), False
        try:
            part = zlib.decompressobj().decompress(packed, MAX_UNPACKED)
        except zlib.error:
            continue
        unpacked += len(part)
        parts.append(part)
    return b"\n".join(parts), True

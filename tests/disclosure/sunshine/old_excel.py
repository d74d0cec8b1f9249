"""A workbook of Excel 97 (.xls) in its smallest form, for what offices still send; no kept library writes one.

[MS-XLS] records in a stream of an [MS-CFB] file: labels and merged cells of one sheet, no styles.
"""

import struct

SECTOR = 512
BOF, BOUNDSHEET, DIMENSIONS, LABEL, MERGED, EOF = 0x0809, 0x0085, 0x0200, 0x0204, 0x00E5, 0x000A
FREE, END, TABLE, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def text(value: str, length: str) -> bytes:
    """UTF-16, as bit 0 of its flags says."""
    encoded = value.encode("utf-16-le")
    return struct.pack(f"<{length}B", len(encoded) // 2, 1) + encoded


def begin(kind: int) -> bytes:
    return record(BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def sheet_of(rows, merged) -> bytes:
    """`merged`: (first row, last row, first column, last column) from 0."""
    width = max(map(len, rows))
    cells = [
        record(LABEL, struct.pack("<HHH", at, place, 0) + text(str(cell), "H"))
        for at, row in enumerate(rows)
        for place, cell in enumerate(row)
        if cell is not None
    ]
    areas = struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *area) for area in merged)
    size = record(DIMENSIONS, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    return begin(0x0010) + size + b"".join(cells) + record(MERGED, areas) + record(EOF)


def book_of(name: str, rows, merged) -> bytes:
    title = text(name, "B")
    head = begin(0x0005)
    place = len(head) + 4 + 6 + len(title) + 4
    return head + record(BOUNDSHEET, struct.pack("<IBB", place, 0, 0) + title) + record(EOF) + sheet_of(rows, merged)


def entry(name: str, kind: int, *, child=NONE, start=END, size=0) -> bytes:
    encoded = f"{name}\0".encode("utf-16-le") if name else b""
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III", NONE, NONE, child) + bytes(36) + struct.pack("<IQ", start, size)


def xls(name: str, rows, merged=()) -> bytes:
    """The file. Its stream is as long as those must be that have sectors of their own."""
    stream = book_of(name, rows, merged)
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    if sectors + 2 > SECTOR // 4:
        raise ValueError("larger than one table of sectors")
    chain = [TABLE, END, *range(3, sectors + 2), END]
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    directory = entry("Root Entry", 5, child=1) + entry("Workbook", 2, start=2, size=len(stream)) + entry("", 0) * 2
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108) + table + directory + stream

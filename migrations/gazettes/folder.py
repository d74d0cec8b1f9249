"""The files of an archive, found by the names that the table of contents gives them: in a directory or in a ZIP file.

Letter case, Unicode forms and the kind of slash are forgiven; a way out of the directory is not.
"""

import os
import tempfile
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath

from cms_core.attachments import packages
from migrations.errors import UnreadableFile

MOST_FILES = 1_000_000
MOST_IN_ZIP = 100_000
LARGEST_MEMBER = 1 << 30
IN_MEMORY = 8 << 20
UTF8_NAME = 0x800


class FileRefused(Exception):
    """A file that cannot be taken; the message is for the operator."""


def open_files(path):
    """A `Folder`, of nothing where no path is given."""
    if not path:
        return Folder([])
    path = Path(path)
    if path.is_dir():
        return Directory(path)
    if path.is_file() and zipfile.is_zipfile(path):
        return Packed(path)
    raise UnreadableFile(f"--files 应为一个文件夹或 ZIP 压缩包，“{path}”不是。")


def key_of(name: str) -> str:
    return unicodedata.normalize("NFKC", name.replace("\\", "/")).casefold().strip().removeprefix("./")


class Folder:
    """`names` are all files by their path within the folder; `used` are those that were asked for."""

    def __init__(self, names):
        self.by_path: dict[str, str] = {}
        self.by_name: dict[str, list[str]] = {}
        self.used: set[str] = set()
        for name in names:
            if len(self.by_path) >= MOST_FILES:
                raise UnreadableFile(f"文件夹中的文件超过 {MOST_FILES} 个，请分批导入。")
            self.by_path.setdefault(key_of(name), name)
            self.by_name.setdefault(key_of(PurePosixPath(name).name), []).append(name)

    def find(self, name: str) -> str:
        """The path of the file that a cell names. Raises FileRefused."""
        wanted = key_of(name)
        parts = PurePosixPath(wanted).parts
        if wanted.startswith("/") or ".." in parts or ":" in wanted[:3] or "\0" in wanted:
            raise FileRefused("只能写文件夹内的文件名，不能含“..”或盘符。")
        found = self.by_path.get(wanted)
        if found is None and len(parts) == 1:
            several = self.by_name.get(wanted, [])
            if len(several) > 1:
                raise FileRefused(f"有多个同名文件（{'、'.join(sorted(several)[:3])}），请连同文件夹名一起写。")
            found = several[0] if several else None
        if found is None:
            raise FileRefused(
                "文件夹中没有这个文件，请核对文件名。" if self.by_path else "没有用 --files 指定文件所在的文件夹。"
            )
        self.used.add(found)
        return found

    def unused(self) -> list[str]:
        return sorted(set(self.by_path.values()) - self.used)

    def __len__(self):
        return len(self.by_path)

    def size(self, name: str) -> int:
        raise NotImplementedError

    def open(self, name: str):
        """For reading, seekable."""
        raise NotImplementedError


class Directory(Folder):
    def __init__(self, root: Path):
        self.root = root.resolve()
        super().__init__(self.walk())

    def walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder) / name
                hidden = name.startswith((".", "~$")) or name.lower() in ("thumbs.db", "desktop.ini")
                if hidden or not path.resolve().is_relative_to(self.root) or not path.is_file():
                    continue
                yield path.relative_to(self.root).as_posix()

    def size(self, name):
        return (self.root / name).stat().st_size

    def open(self, name):
        try:
            return (self.root / name).open("rb")
        except OSError as error:
            raise FileRefused(f"读不到这个文件：{error.strerror}。") from error


class Packed(Folder):
    """Names of old Chinese programs are GBK that the format does not declare."""

    def __init__(self, path: Path):
        with path.open("rb") as file:
            if packages.entries_at_most(file) > packages.MAX_ENTRIES:
                raise UnreadableFile(f"“{path.name}”中的文件超过 {packages.MAX_ENTRIES} 个，请解压后以文件夹导入。")
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableFile(f"压缩包“{path.name}”已损坏，请重新压缩。") from error
        members = [member for member in self.archive.infolist() if not member.is_dir()]
        self.members = {real_name(member): member for member in members}
        super().__init__(name for name in self.members if not name.startswith("__MACOSX/"))

    def size(self, name):
        return self.members[name].file_size

    def open(self, name):
        """Unpacked to a temporary file, no further than it says it is long."""
        member = self.members[name]
        if member.file_size > LARGEST_MEMBER:
            raise FileRefused("压缩包中的这个文件过大。")
        if member.flag_bits & packages.ENCRYPTED:
            raise FileRefused("压缩包设有密码，请取消密码。")
        unpacked = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever asked
        try:
            with self.archive.open(member) as packed:
                while chunk := packed.read(1 << 20):
                    unpacked.write(chunk)
        except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError) as error:
            unpacked.close()
            raise FileRefused("压缩包中的这个文件已损坏。") from error
        unpacked.seek(0)
        return unpacked


def real_name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename

"""Pictures and attachments of one page: found in few queries, named for `files/<name>`, and missed when not there."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from cms_core.models import Attachment, Picture, Rendition
from gazette.files import file_name, free_name
from gazette.models import FileKind
from gazette.texts.addresses import allowed
from gazette.texts.frozen import FrozenFile, open_picture
from gazette.texts.seen_files import unseen_among

ATTACHMENT = re.compile(r"/documents/(\d{1,9})/")
# As `cms_core.pictures` lays them down: images/<number of the picture>/<rendition>.
RENDITION = re.compile(r"images/(\d{1,9})/[^/]+")
ADDRESS = re.compile(r"""(?:src|href)=["']([^"'<>]+)["']""")
# Films are not printed: their address on the portal is named.
FILMS = frozenset({"mp4", "vtt"})


class Gathering:
    """Of a public `page`: what its readers cannot fetch is not taken. `address` is for `standard`.

    `missing` are sentences for the editor.
    """

    def __init__(self, root: str, page):
        self.root, self.page = root.rstrip("/"), page
        self.files: dict[object, FrozenFile] = {}
        self.missing: list[str] = []
        self.attachments: dict[int, Attachment] = {}
        self.by_path: dict[str, Picture] = {}
        self.unseen: set[tuple[type, int]] = set()

    def look_up(self, html: str) -> None:
        """Everything that `html` names, at once: four queries, and some for each file that the page does not show."""
        paths = {path for value in ADDRESS.findall(html) if (path := self.local_path(value))}
        numbers = {int(match[1]) for path in paths if (match := ATTACHMENT.match(path))}
        if numbers:
            self.attachments |= Attachment.objects.in_bulk(numbers)
        media = {path.removeprefix(settings.MEDIA_URL) for path in paths if path.startswith(settings.MEDIA_URL)}
        self.look_up_pictures(media)
        self.unseen = unseen_among(self.page, [*self.attachments.values(), *self.by_path.values()])

    def look_up_pictures(self, media: set[str]) -> None:
        if not media:
            return
        of_renditions = {path: int(match[1]) for path in media if (match := RENDITION.fullmatch(path))}
        pictures = Picture.objects.in_bulk(set(of_renditions.values()))
        self.by_path = {path: pictures[pk] for path, pk in of_renditions.items() if pk in pictures}
        left = media - set(self.by_path)
        self.by_path |= {picture.file.name: picture for picture in Picture.objects.filter(file__in=left)}
        left -= set(self.by_path)
        if left:
            rows = Rendition.objects.filter(file__in=left).select_related("image")
            self.by_path |= {row.file.name: row.image for row in rows}

    def local_path(self, value: str) -> str:
        """The path on our own host, "" for an address elsewhere."""
        value = value.replace("&amp;", "&").strip()
        if self.root and value.startswith(f"{self.root}/"):
            value = value.removeprefix(self.root)
        if not value.startswith("/") or value.startswith("//"):
            return ""
        return unquote(urlsplit(value).path)

    def address(self, kind: str, value: str) -> str | None:
        path = self.local_path(value)
        if match := ATTACHMENT.match(path):
            return self.attachment_address(kind, value, int(match[1]))
        if path.startswith(settings.MEDIA_URL):
            return self.media_address(kind, path.removeprefix(settings.MEDIA_URL))
        if kind == "href" and value and not value.startswith(("#", "files/")):
            return allowed(kind, urljoin(f"{self.root}/", value))
        return allowed(kind, value)

    def attachment_address(self, kind, value, number):
        attachment = self.attachments.get(number)
        if attachment is None:
            self.missing.append(f"正文链接的附件（编号{number}）已不在附件库中，请在原文中更换或去掉链接。")
            return None
        if attachment.content_kind in FILMS:
            return allowed(kind, urljoin(f"{self.root}/", value))
        if (Attachment, number) in self.unseen:
            self.missing.append(
                f"正文链接的附件“{attachment.title}”读者打不开（没有公开的页面刊有它），"
                "请在原文中用“附件”加上它，或去掉链接。"
            )
            return None
        return self.attachment(attachment, FileKind.PICTURE if kind == "src" else FileKind.ATTACHMENT)

    def media_address(self, kind, path):
        """Other files there are for people within: a portrait, what is no picture of the library."""
        picture = self.by_path.get(path)
        if picture is None:
            self.missing.append(f"正文中的图片“{PurePosixPath(path).name}”不在图片库中，请在原文中重新插入。")
            return None
        if (Picture, picture.pk) in self.unseen:
            self.missing.append(
                f"正文中的图片“{picture.title}”读者看不到（没有公开的页面刊有它），请在原文中重新插入。"
            )
            return None
        return self.picture(picture)

    def picture(self, picture: Picture) -> str | None:
        storage, name = picture.file.storage, picture.file.name
        if not storage.exists(name):
            self.missing.append(f"图片“{picture.title}”找不到文件，请在图片库中重新上传。")
            return None
        ending = PurePosixPath(name).suffix.lower()
        count = sum(file.kind == FileKind.PICTURE for file in self.files.values()) + 1
        return self.keep(
            ("picture", picture.pk),
            FileKind.PICTURE,
            f"picture-{count}{ending}",
            lambda: open_picture(storage, name, picture.width),
        )

    def attachment(self, attachment: Attachment, kind: FileKind = FileKind.ATTACHMENT) -> str | None:
        storage, name = attachment.file.storage, attachment.file.name
        if not storage.exists(name):
            self.missing.append(f"附件“{attachment.title}”找不到文件，请在附件库中重新上传。")
            return None
        return self.keep(("attachment", attachment.pk), kind, attachment.filename, lambda: storage.open(name, "rb"))

    def keep(self, key, kind, name, opening) -> str:
        if key not in self.files:
            taken = {file.name for file in self.files.values()}
            self.files[key] = FrozenFile(kind, free_name(file_name(name), taken), opening)
        return f"files/{self.files[key].name}"

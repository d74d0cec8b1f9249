"""Pictures of an issue as the editions take them: opened once, so that a damaged one is named before all stops."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from gazette.errors import EditionFailed
from gazette.models import IssueFile

MOST_PIXELS = 64_000_000
# 156 mm of type area at 300 dots an inch, and the whole page for a cover.
WIDEST, WIDEST_COVER = 1843, 2480
ENDINGS = {"JPEG": ".jpg", "PNG": ".png"}


def print_picture(file: IssueFile, directory: Path, name: str, *, widest: int = WIDEST) -> Path:
    """Write it as JPEG or PNG, upright and no wider than print needs; the file made."""
    try:
        with file.file.open("rb") as source, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(source)
            if image.width * image.height > MOST_PIXELS:
                raise EditionFailed(f"图片“{file.name}”过大（{image.width}×{image.height}），请缩小后重新上传。")
            return write(image, source, directory, name, widest)
    except EditionFailed:
        raise
    except FileNotFoundError:
        raise EditionFailed(f"图片“{file.name}”的文件不见了，请从备份恢复 PORTAL_HOME/gazette。") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as error:
        raise EditionFailed(f"图片“{file.name}”不能读取，请重新上传（{error}）。") from None


def write(image, source, directory: Path, name: str, widest: int) -> Path:
    kept = ENDINGS.get(image.format)
    image.load()
    upright = image.getexif().get(0x0112, 1) == 1
    if kept and upright and image.width <= widest and image.mode in {"L", "RGB", "RGBA", "P"}:
        source.seek(0)
        target = directory / f"{name}{kept}"
        target.write_bytes(source.read())
        return target
    image = ImageOps.exif_transpose(image)
    if image.width > widest:
        image = image.resize((widest, max(1, round(image.height * widest / image.width))), Image.Resampling.LANCZOS)
    see_through = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    made = io.BytesIO()
    if see_through or image.mode in {"1", "P"}:
        image.convert("RGBA" if see_through else "RGB").save(made, "PNG")
    else:
        image.convert("L" if image.mode in {"L", "I;16"} else "RGB").save(made, "JPEG", quality=88)
    target = directory / (name + (".png" if see_through or image.mode in {"1", "P"} else ".jpg"))
    target.write_bytes(made.getvalue())
    return target

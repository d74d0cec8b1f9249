"""The form of index numbers (section 3.6 of the reference): 前段码/年份-流水, strict for ours, lenient for old ones."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from cms_core.organisations.codes import validate_credit_code, validate_organisation_code
from cms_core.text.folding import INVISIBLE

LONGEST = 40
STRICT = re.compile(r"(?P<code>[0-9A-Z]{18}|[0-9A-Z]{9})/(?P<year>\d{4})-(?P<serial>\d{5})")
CODED = re.compile(r"(?P<code>[0-9A-Z]{8}-?[0-9A-Z](?:[0-9A-Z]{9})?)[/／](?P<year>\d{4})[-－—](?P<serial>\d{1,8})")
DASHES = str.maketrans("－–—−／", "----/")


@dataclass(frozen=True)
class IndexNumber:
    """`text` is the number as it stood; the parts are "" and None where its form is somebody's own."""

    text: str
    code: str = ""
    year: int | None = None
    serial: str = ""

    @property
    def is_strict(self) -> bool:
        """Written by today's rule, with the right check digit (the historical page's six digits are not)."""
        try:
            validate_index_number(self.text)
        except ValidationError:
            return False
        return True


def read_index_number(text: str) -> IndexNumber | None:
    """An old page's index number, kept as it stands: 000014349/2015-777968, 20230618-205818-135, anything short.

    Only blanks go, which are layout. None for an empty one and for what cannot be one (a sentence).
    """
    kept = "".join(INVISIBLE.sub("", text or "").split())
    if not kept or len(kept) > LONGEST or not re.search(r"\d", kept) or re.search(r"[，。；：:]", kept):
        return None
    match = CODED.fullmatch(kept.upper())
    if match is None:
        return IndexNumber(kept)
    return IndexNumber(kept, match["code"].replace("-", ""), int(match["year"]), match["serial"])


def validate_index_number(value: str) -> None:
    """What a newly generated number must be; raises ValidationError with the reason."""
    match = STRICT.fullmatch(value)
    if match is None:
        raise ValidationError(
            f"索引号“{value}”应为“18 位统一社会信用代码（或 9 位组织机构代码）/4 位年份-5 位流水号”。"
        )
    code = match["code"]
    (validate_credit_code if len(code) == 18 else validate_organisation_code)(code)
    if not 1949 <= int(match["year"]) <= date.today().year + 1:
        raise ValidationError(f"索引号“{value}”中的年份“{match['year']}”不对。")

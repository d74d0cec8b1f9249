"""What every machine address of the lists is: as all open data, with the signs of the list's own chain."""

from functools import partial

from cms_core.open_data import answers
from cms_core.open_data.answers import ATOM, CSV, JSON, XLSX, as_json, streamed, too_often

__all__ = ["ATOM", "CSV", "JSON", "XLSX", "as_json", "open_data", "streamed", "too_often"]

open_data = partial(answers.open_data, exposed="X-List-Digest, X-List-Since, X-List-Rows")

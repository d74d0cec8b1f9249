"""/lists/<kind>/data.csv|xlsx|json, the dictionary, and two days compared: whole lists of any day as files."""

import json

from django.http import HttpResponse

from cms_core.tables.stream import Sheet, workbook
from listings.data import comparison, dictionary, tables
from listings.data.asked import asked_of, day_of
from listings.data.errors import BadQuestion
from listings.data.metadata import as_rows, dataset, title_of
from listings.data.parameters import FILTERS, check_names
from listings.data.stamps import stamp_of, told
from listings.views.answers import CSV, JSON, XLSX, open_data, streamed

WHOLE = "PORTAL_LISTS_DOWNLOADS_PER_MINUTE"
MEDIA_TYPES = {"csv": CSV, "xlsx": XLSX, "json": JSON}


@open_data(WHOLE)
def data(request, kind, form):
    check_names(request.GET, "data")
    asked = asked_of(request, kind)
    stamp = stamp_of(asked)
    rows = asked.total()
    head = dataset(asked, stamp, rows)

    def pieces():
        if form == "csv":
            return tables.as_csv(asked, stamp)
        if form == "json":
            return tables.as_json(asked, stamp, {"dataset": head})
        sheets = [
            Sheet(asked.kind.label, tables.headers_of(asked), tables.cells_of(asked, stamp)),
            Sheet("说明", ["项目", "内容"], [as_rows(head)], 40),
        ]
        return workbook(sheets)

    return streamed(
        request,
        pieces,
        media_type=MEDIA_TYPES[form],
        name=f"{title_of(asked)}-{asked.day}.{form}",
        etag=stamp.etag(form, told(asked), json.dumps(head, ensure_ascii=False)),
        modified=stamp.modified,
        headers=signs(request, kind, stamp) | {"X-List-Rows": str(rows)},
    )


def signs(request, kind, stamp) -> dict:
    return {
        "X-List-Digest": stamp.digest,
        "X-List-Since": stamp.since.isoformat() if stamp.since else "",
        "Link": f'<{request.portal.base_url}/lists/{kind}/dictionary.json>; rel="describedby"',
    }


@open_data(WHOLE)
def compared(request, kind, form):
    check_names(request.GET, "compared", *FILTERS)
    first, second = (day_of(name, request.GET.get(name, "")) for name in ("from", "to"))
    for name, day in (("from", first), ("to", second)):
        if day is None:
            raise BadQuestion(name, f"请用 {name} 写明日期，如 {name}=2015-06-30。")
    asked = asked_of(request, kind)
    if asked.question.is_filtered:
        raise BadQuestion("q", "两日比较的是整张清单，不能再加筛选条件。")
    # Of the later day: whatever changed of the earlier one is among its records too.
    asked = asked.on(max(first, second))
    stamp = stamp_of(asked)
    head = {"list": title_of(asked), "from": first.isoformat(), "to": second.isoformat(), "digest": stamp.digest}

    def pieces():
        if form == "json":
            return comparison.as_json(asked, stamp, first, second, head)
        return workbook([Sheet("变化", comparison.HEADERS, comparison.rows(asked, stamp, first, second))])

    return streamed(
        request,
        pieces,
        media_type=MEDIA_TYPES[form],
        name=f"{title_of(asked)}-{first}至{second}.{form}",
        etag=stamp.etag("compare", form, told(asked), first.isoformat(), second.isoformat()),
        modified=stamp.modified,
        headers=signs(request, kind, stamp),
    )


@open_data("PORTAL_LISTS_API_PER_MINUTE")
def fields(request, kind, form):
    """数据字典; with what the data set is, in JSON."""
    check_names(request.GET, "dictionary")
    asked = asked_of(request, kind)
    if form == "csv":
        response = HttpResponse(dictionary.as_csv(asked.kind), content_type=CSV)
    else:
        stamp = stamp_of(asked)
        answer = {"dataset": dataset(asked, stamp, asked.total()), "fields": dictionary.dictionary_of(asked.kind)}
        response = HttpResponse(json.dumps(answer, ensure_ascii=False, indent=1), content_type=JSON)
    response["Content-Disposition"] = f'inline; filename="{kind}-dictionary.{form}"'
    return response

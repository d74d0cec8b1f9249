"""What the desks of terms and supervision hand out as XLSX."""

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from cms_core.tables.stream import Sheet, workbook

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(name: str, headers: list[str], rows: list[list]) -> StreamingHttpResponse:
    return xlsx_of(name, [Sheet(name, headers, [rows])])


def xlsx_of(name: str, sheets: list[Sheet]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(workbook(sheets), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    answer["Cache-Control"] = "no-store"
    return answer

"""A sheet as the answer to a request: xlsx as a file, CSV as a stream."""

import io
from collections.abc import Iterable, Sequence
from itertools import chain

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from .kinds import Kind
from .marking import with_author
from .write import OutColumn, csv_chunks, file_name, write_xlsx

KIND_OF_SORT = {
    "date": Kind.DATE,
    "moment": Kind.MOMENT,
    "amount": Kind.MONEY,
    "number": Kind.DECIMAL,
    "yes_no": Kind.YES_NO,
    "phone": Kind.PHONE,
    "email": Kind.EMAIL,
}


def sheet_answer(
    title: str, *, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence], ending: str,
    mark: str = "",
) -> HttpResponse:  # fmt: skip
    """The rows under (label, sort) columns, to be saved as “title-20261122-1405.xlsx”.

    mark  who took it and when: a line in the sheet and in the properties of the file
    """
    heads = [OutColumn(label, KIND_OF_SORT.get(sort, Kind.TEXT)) for label, sort in columns]
    name = file_name(f"{title}-{timezone.localtime():%Y%m%d-%H%M}", ending)
    if ending == "csv":
        marked = chain(rows, [_last_line(mark, len(heads))]) if mark else rows
        answer = StreamingHttpResponse(csv_chunks(heads, marked), content_type="text/csv")
        answer.headers["Content-Type"] = "text/csv; charset=utf-8"
        plain = FileResponse(io.BytesIO(), as_attachment=True, filename=name)
        answer.headers["Content-Disposition"] = plain.headers["Content-Disposition"]
        return answer
    buffer = io.BytesIO()
    write_xlsx(buffer, columns=heads, rows=rows, sheet_name=title, mark=mark)
    buffer = with_author(buffer, mark) if mark else buffer
    buffer.seek(0)
    return FileResponse(buffer, as_attachment=True, filename=name)


def _last_line(mark: str, width: int) -> list[str]:
    return [mark, *[""] * (width - 1)]

"""Open any file a person has as a sheet."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from maizi.kernel.texts import N_, Said, say
from maizi.kit.sheets import delimited
from maizi.kit.sheets.archive import Unsafe
from maizi.kit.sheets.assemble import Source, assemble
from maizi.kit.sheets.body import BodyWriter
from maizi.kit.sheets.encodings import Encoding, encoding_of, named_encoding
from maizi.kit.sheets.formats import Format, is_named_otherwise, recognise
from maizi.kit.sheets.limits import DEFAULT, Limits
from maizi.kit.sheets.people import CARD_HEADERS, row_of
from maizi.kit.sheets.refusals import refusal_of
from maizi.kit.sheets.separate import read_apart
from maizi.kit.sheets.sheet import Sheet
from maizi.kit.sheets.upload import Upload
from maizi.kit.sheets.vcards import cards_of

SURE = 0.9
MISNAMED = {
    Format.XLSX: N_("文件名的后缀与内容不符：内容是 Excel 工作簿，已按工作簿读取。"),
    Format.XLS: N_("文件名的后缀与内容不符：内容是旧版 Excel 工作簿，已按工作簿读取。"),
    Format.ODS: N_("文件名的后缀与内容不符：内容是 OpenDocument 表格，已按表格读取。"),
    Format.TEXT: N_("文件名的后缀与内容不符：内容是文本（CSV），已按文本读取。"),
    Format.PAGE: N_("文件名的后缀与内容不符：内容是网页，已读取其中的第一个表格。"),
    Format.CARDS: N_("文件名的后缀与内容不符：内容是电子名片，已按名片读取。"),
}


def open_sheet(
    path: Path,
    *,
    name: str = "",
    worksheet: str = "",
    header_row: int | None = None,
    encoding: str = "",
    limits: Limits = DEFAULT,
) -> Sheet:
    """Rows and columns of a workbook, text table, web page or address book.

    name        what the person called the file; path.name if empty
    worksheet   the one to read; empty: the first that looks like a table
    header_row  the row a person chose for the column names, 0 for none; None: find it
    encoding    of a text file, a Python codec; empty: find it
    Raises Refused in a sentence that says what the file is and what to do.
    """
    upload = Upload(path, name or path.name, worksheet, encoding, limits)
    found = recognise(path, upload.name, limits)
    body = _temporary_file()
    with ExitStack() as undo:
        undo.callback(body.unlink, missing_ok=True)
        try:
            source = READERS.get(found, _read_workbook)(upload, found, body)
        except Unsafe as why:
            raise refusal_of(why, upload.name) from why
        if is_named_otherwise(upload.name, found):
            source.warnings.insert(0, say(MISNAMED[found]))
        sheet = assemble(source, body, header_row=header_row)
        undo.pop_all()
    return sheet


def _read_workbook(upload: Upload, found: Format, body: Path) -> Source:
    report = read_apart(upload, body, found.value)
    return Source(
        upload.name,
        found.value,
        rows=report["rows"],
        filled_columns=report["filled_columns"],
        merges=report["merges"],
        worksheet=report["worksheet"],
        worksheets=tuple(report["worksheets"]),
        warnings=list(_workbook_warnings(report)),
    )


def _read_page(upload: Upload, found: Format, body: Path) -> Source:
    encoding = _encoding(upload)
    report = read_apart(upload, body, found.value, encoding)
    return Source(
        upload.name,
        found.value,
        rows=report["rows"],
        filled_columns=report["filled_columns"],
        encoding=encoding,
        warnings=_encoding_warnings(encoding),
    )


def _read_text(upload: Upload, found: Format, body: Path) -> Source:
    encoding = _encoding(upload)
    dialect = delimited.dialect_of(delimited.lines_of(upload.path, encoding))
    lines = delimited.lines_of(upload.path, encoding)
    with body.open("w", encoding="utf-8", newline="", errors="replace") as out:
        writer = BodyWriter(out)
        for number, cells in delimited.records_of(lines, dialect, upload.limits):
            writer.add(number, cells)
    return Source(
        upload.name,
        found.value,
        rows=writer.rows,
        filled_columns=writer.filled_columns(),
        wide_rows=writer.wide_rows,
        is_ragged=True,
        encoding=encoding,
        warnings=_encoding_warnings(encoding),
    )


def _read_cards(upload: Upload, found: Format, body: Path) -> Source:
    encoding = _encoding(upload)
    warnings: list[Said] = []
    with body.open("w", encoding="utf-8", newline="", errors="replace") as out:
        writer = BodyWriter(out)
        for number, card in enumerate(cards_of(upload.path, encoding), 1):
            if not card.is_complete:
                warnings.append(say(N_("第 {row} 张名片不完整，没有读取。"), row=number))
            elif any(cells := row_of(card)):
                writer.add(number, cells)
            if number > upload.limits.rows:
                raise Unsafe("rows", count=number)
    if not writer.rows:
        raise Unsafe("no_cards")
    return Source(
        upload.name,
        found.value,
        rows=writer.rows,
        filled_columns=list(range(len(CARD_HEADERS))),
        names=CARD_HEADERS,
        encoding=encoding,
        warnings=warnings,
    )


READERS = {Format.TEXT: _read_text, Format.PAGE: _read_page, Format.CARDS: _read_cards}


def _encoding(upload: Upload) -> Encoding:
    if upload.encoding:
        return named_encoding(upload.path, upload.encoding)
    return encoding_of(upload.path)


def _temporary_file() -> Path:
    handle, name = tempfile.mkstemp(prefix="maizi-sheet-")
    os.close(handle)
    return Path(name)


def _encoding_warnings(encoding: Encoding) -> list[Said]:
    warnings = []
    if encoding.confidence < SURE:
        warnings.append(
            say(
                N_("没有把握地按 {encoding} 编码读取（把握 {percent}%）。请看一下样例，"
                   "如有乱码请换一种编码。"),
                encoding=encoding.name,
                percent=round(encoding.confidence * 100),
            )
        )  # fmt: skip
    if encoding.damaged:
        warnings.append(
            say(N_("有些字节不属于 {encoding} 编码，已显示为 �，请检查这些单元格。"),
                encoding=encoding.name)
        )  # fmt: skip
    return warnings


def _workbook_warnings(report: dict):
    if report["uncounted_count"]:
        yield say(
            N_("{cells} 等 {count} 个公式没有计算结果，按空白读取。"
               "请用 Excel 打开并保存一次，再导入。"),
            cells=list(report["uncounted"]),
            count=report["uncounted_count"],
        )  # fmt: skip
    if report["failed_count"]:
        yield say(
            N_("有 {count} 个单元格是错误值（如 #N/A），这些行会被挑出来请您修改。"),
            count=report["failed_count"],
        )
    if report["merge_count"]:
        yield say(
            N_("有 {count} 处合并单元格：纵向合并的内容已填到每一行，横向合并的只算第一格。"),
            count=report["merge_count"],
        )

"""From filled templates to files: PDF through our own layout program, Word as it is."""

import base64
import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst
from django.utils.translation import gettext as _

from maizi.files.queries import open_stream

from ..models import CompanySeal

PROGRAM = Path(__file__).parents[1] / "layouts" / "print.typ"
FONTS = ("Noto Sans SC",)  # of the wheel, so that paper looks the same on every machine
ARCHIVE = "a-2b"


def draw_pdf(blocks: list[dict], *, title: str, values: dict, now: datetime,
             seal: CompanySeal | None = None) -> bytes:  # fmt: skip
    """A PDF/A-2b of filled blocks; the same input gives the same bytes."""
    told = {
        "title": title,
        "company": values["公司名称"],
        "fonts": FONTS,
        "foot": f"{values['打印人']} · {values['打印时间']}",
        "page": _("第 {page} 页，共 {pages} 页"),
        "address": values["记录地址"],
        "code": code_of(values["记录地址"]),
        "seal": _picture(seal) if seal else "",
        "seal_place": _("（盖章处）"),
        "blocks": blocks,
    }
    return draw(told, now=now)


def draw(told: dict, *, now: datetime) -> bytes:
    """The layout program over its data."""
    return typst.compile(
        PROGRAM.read_bytes(), sys_inputs={"data": json.dumps(told, ensure_ascii=False)},
        format="pdf", pdf_standards=ARCHIVE, font_paths=fonts(), timestamp=int(now.timestamp()),
    )  # fmt: skip


@cache
def fonts() -> typst.Fonts:
    """The fonts of documents, read once per process; those of the machine are left alone."""
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def code_of(address: str) -> str:
    """A QR code that leads to an address, as SVG."""
    made = io.BytesIO()
    segno.make(address, error="m").save(made, kind="svg", xmldecl=False, border=2)
    return made.getvalue().decode()


def _picture(seal: CompanySeal) -> str:
    """The seal as SVG, whatever picture it is."""
    with open_stream(seal.file) as content:
        encoded = base64.b64encode(content.read()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="420" height="420" viewBox="0 0 420 420"><image width="420" height="420"'
        f' xlink:href="data:{seal.file.media_type};base64,{encoded}"/></svg>'
    )

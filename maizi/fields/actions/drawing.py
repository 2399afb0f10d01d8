"""From filled templates to files: PDF through our own layout program, Word as it is."""

import base64
import io
import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

import maizi
from maizi.files.queries import open_stream
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..layouts.typeset import own_fonts, typeset
from ..models import CompanySeal
from ..rules.layouts import CODE, SEAL
from ..rules.pictures import Picture

CODE_MM, SEAL_MM = 25, 40  # as print.typ draws them
LONG = 300  # rows from which a document gets a process of its own
SECONDS = 90
ROOT = str(Path(maizi.__file__).parents[1])
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from maizi.fields.layouts.typeset import main; main()"
)
FONTS = ("Noto Sans SC",)  # of the wheel, so that paper looks the same on every machine


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
    """The layout program over its data; a long document in a process of its own, which gives its
    memory back and is ended when it takes too long. Raises Refused then."""
    order = {"told": told, "timestamp": int(now.timestamp())}
    if sum(len(block.get("rows", [])) for block in told["blocks"]) <= LONG:
        return typeset(order, fonts())
    command = [sys.executable, "-I", "-X", "utf8", "-c", START, ROOT]
    try:
        ended = subprocess.run(command, input=json.dumps(order).encode(), capture_output=True,
                               env={}, timeout=SECONDS, check=True)  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(N_("文档太长，{seconds} 秒内没有排完。请减少行数或分几次打印。"),
                      seconds=SECONDS) from None  # fmt: skip
    return ended.stdout


@cache
def fonts() -> typst.Fonts:
    """The fonts of documents, read once per process."""
    return own_fonts()


def _code(address: str):
    import segno  # here: every process would load it at the start, a fourteenth of the whole

    return segno.make(address, error="m")


def code_of(address: str) -> str:
    """A QR code that leads to an address, as SVG."""
    made = io.BytesIO()
    _code(address).save(made, kind="svg", xmldecl=False, border=2)
    return made.getvalue().decode()


def pictures_for(values: dict, seal: CompanySeal | None) -> dict[str, Picture | str]:
    """What a Word document shows at its marks: the code of its record, the seal or its place."""
    made = io.BytesIO()
    _code(values["记录地址"]).save(made, kind="png", scale=8, border=2)
    code = Picture(made.getvalue(), "png", CODE_MM, _("二维码：%s") % values["记录地址"])
    if seal is None:
        return {CODE: code, SEAL: _("（盖章处）")}
    with open_stream(seal.file) as content:
        ending = seal.file.media_type.partition("/")[2]
        return {CODE: code, SEAL: Picture(content.read(), ending, SEAL_MM, _("公司印章"))}


def _picture(seal: CompanySeal) -> str:
    """The seal as SVG, whatever picture it is."""
    with open_stream(seal.file) as content:
        encoded = base64.b64encode(content.read()).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' width="420" height="420" viewBox="0 0 420 420"><image width="420" height="420"'
        f' xlink:href="data:{seal.file.media_type};base64,{encoded}"/></svg>'
    )

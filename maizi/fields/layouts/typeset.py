"""Run the layout program; also as a process of its own, which knows no Django and no database."""

import json
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

PROGRAM = Path(__file__).with_name("print.typ")
ARCHIVE = "a-2b"


def own_fonts() -> typst.Fonts:
    """The fonts that come with us; those of the machine are left alone."""
    folder = pylopdf_fonts_zh_cn.sans_path().parent
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def typeset(order: dict, fonts: typst.Fonts) -> bytes:
    """A PDF/A-2b; the same order gives the same bytes.

    order  told: what print.typ reads; timestamp: seconds since 1970
    """
    return typst.compile(
        PROGRAM.read_bytes(),
        sys_inputs={"data": json.dumps(order["told"], ensure_ascii=False)},
        format="pdf",
        pdf_standards=ARCHIVE,
        font_paths=fonts,
        timestamp=order["timestamp"],
    )


def main() -> None:
    """An order on standard input, the PDF on standard output."""
    sys.stdout.buffer.write(typeset(json.load(sys.stdin), own_fonts()))

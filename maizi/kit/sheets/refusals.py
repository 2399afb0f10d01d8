"""The sentences with which a file is turned away."""

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_
from maizi.kit.sheets.archive import Unsafe

SENTENCES = {
    "blank": N_("“{name}”是空的，里面没有任何内容。请检查是否选错了文件，或导出时中断了。"),
    "empty": N_("“{name}”里没有数据：所有工作表都是空的。"),
    "no_rows": N_("“{name}”只有表头，没有数据行。"),
    "size": N_("“{name}”太大了，最多 {mib} MB。请分成几个文件，或另存为 CSV 再导入。"),
    "unknown": N_("“{name}”不是表格，也认不出是什么文件。请上传 Excel、CSV 或电子名片文件。"),
    "foreign": N_(
        "“{name}”不是表格，内容是：{what}。"
        "请上传 Excel（.xlsx、.xls）、CSV 或电子名片（.vcf）文件。"
    ),
    "archive": N_("“{name}”不是表格，内容是：{what}。请先解压，再逐个导入里面的文件。"),
    "xml_sheet": N_("“{name}”是另存成网页或 XML 的表格。请用 Excel 打开，另存为 .xlsx 再导入。"),
    "locked": N_("“{name}”设了打开密码。请去掉密码、另存后再导入。"),
    "broken": N_("“{name}”已损坏或不完整，打不开。请用 Excel 打开并另存，或重新下载后再导入。"),
    "bomb": N_("“{name}”解压后超过允许的大小或与声明的大小不符，可能是恶意文件，没有读取。"),
    "members": N_("“{name}”里有 {count} 个内部文件，不像正常的工作簿，没有读取。"),
    "entities": N_("“{name}”里有外部实体声明，可能是恶意文件，没有读取。"),
    "cells": N_("“{name}”有 {count} 个单元格，超过一次能导入的数量。请分成几个文件或另存为 CSV。"),
    "rows": N_("“{name}”有 {count} 行，超过一次能导入的数量。请分成几个文件或另存为 CSV。"),
    "columns": N_("“{name}”有 {count} 列，超过能导入的列数。请删除不需要的列。"),
    "sparse": N_(
        "“{name}”的内容一直延伸到第 {rows} 行、第 {columns} 列，中间几乎全空。"
        "请删除远处多余的内容，保存后再导入。"
    ),
    "worksheet": N_("“{name}”里没有名为“{worksheet}”的工作表。"),
    "memory": N_("“{name}”的内容太多，读取时超出了允许的内存或时间。请分成几个文件再导入。"),
    "quote": N_("“{name}”第 {row} 行的引号没有闭合，后面的内容连成了一格。请补上引号或删除它。"),
    "long_line": N_("“{name}”第 {row} 行太长，不像表格里的一行。请检查文件是否完整。"),
    "no_cards": N_("“{name}”里没有一张完整的名片（BEGIN:VCARD … END:VCARD）。"),
    "no_table": N_("“{name}”是网页，但里面没有表格。"),
    "ragged": N_(
        "“{name}”有太多行的格数与表头不同（第 {row} 行起）。"
        "多半是内容里有未加引号的分隔符，请用 Excel 另存为 .xlsx 再导入。"
    ),
}


def refusal(code: str, name: str, **params: object) -> Refused:
    """The Refused of this code, to be raised."""
    return Refused(SENTENCES[code], code=code, name=name, **params)


def refusal_of(why: Unsafe, name: str) -> Refused:
    """The same said by the archive reader."""
    return refusal(why.code, name, **why.facts)

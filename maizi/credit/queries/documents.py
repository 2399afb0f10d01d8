"""Statements of account as printed documents."""

from functools import partial
from pathlib import Path

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.money import in_capitals, show_yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import Statement
from .shown import lines_shown

PRINTS = Path(__file__).parents[1] / "prints"
SAMPLE = {
    "编号": "DZ202611-000001", "客户名称": "南京同创电子有限公司", "开始日期": "2026-10-01",
    "截止日期": "2026-10-31", "期初余额": "120,000.00", "本期应收": "80,000.00",
    "本期收款": "100,000.00", "期末余额": "100,000.00", "期末余额大写": "壹拾万元整",
    "编制人": "沈妍", "编制日期": "2026-11-02",
    "明细": [
        {"日期": "2026-10-12", "种类": "开票应收", "单据号": "FP-1", "摘要": "",
         "应收": "80,000.00", "收款": "", "余额": "200,000.00"},
        {"日期": "2026-10-28", "种类": "收款", "单据号": "SK202610-000003", "摘要": "",
         "应收": "", "收款": "100,000.00", "余额": "100,000.00"},
    ],
}  # fmt: skip


def statement_values(user, row: Statement) -> dict:
    """What a template may ask for. One query, for the customer."""
    return {
        "编号": row.no, "客户名称": str(row.account), "开始日期": row.from_on.isoformat(),
        "截止日期": row.to_on.isoformat(), "期初余额": show_yuan(row.opening_yuan),
        "本期应收": show_yuan(row.debit_yuan), "本期收款": show_yuan(row.credit_yuan),
        "期末余额": show_yuan(row.closing_yuan), "期末余额大写": in_capitals(row.closing_yuan),
        "编制人": str(row.by), "编制日期": row.at.date().isoformat(),
        "明细": [_line(line) for line in lines_shown(row)],
    }  # fmt: skip


def _line(line: dict) -> dict[str, str]:
    return {
        "日期": line["on"].isoformat(), "种类": str(line["kind"]), "单据号": line["number"],
        "摘要": line["note"], "应收": _shown(line["debit"]), "收款": _shown(line["credit"]),
        "余额": show_yuan(line["balance"]),
    }  # fmt: skip


def _shown(amount) -> str:
    return "" if amount is None else show_yuan(amount)


def _shipped(name: str) -> bytes:
    return (PRINTS / name).read_bytes()


STATEMENT = Document(
    model=Statement,
    label=N_("对账单"),
    visible=access.visible_statements,
    unmasked=lambda user, row: access.may(user, "view"),
    context=statement_values,
    sample=SAMPLE,
    shipped=(Shipped("对账单", TemplateSort.LAYOUT, partial(_shipped, "statement.txt")),),
)

"""Sentences and facts as they are stored, so that any language can say them later."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from enum import StrEnum

from maizi.kernel.texts import Said, say

from ..rules.facts import Facts, Gap, Option, RowAnswer


def kept(said: Said) -> dict:
    """A sentence as JSON: its message, and its values with their own sentences."""
    values = {name: _value_kept(value) for name, value in said.params.items()}
    return {"message": said.message, "params": values}


def _value_kept(value):
    if isinstance(value, list | tuple):
        return [_value_kept(one) for one in value]
    return kept(value) if isinstance(value, Said) else value


def restored(stored: dict) -> Said:
    """The sentence again."""
    values = {name: _value_restored(value) for name, value in stored["params"].items()}
    return say(stored["message"], **values)


def _value_restored(value):
    if isinstance(value, list):
        return [_value_restored(one) for one in value]
    return restored(value) if isinstance(value, dict) else value


def option_kept(one: Option) -> dict:
    """One right as JSON."""
    money = one.money
    return {
        "right": str(one.right), "row": str(one.row), "payer": str(one.payer),
        "because": kept(one.because), "article": kept(one.article),
        "refund": _plain(money.refund_yuan), "kept": _plain(money.kept_yuan),
        "needs_price": one.needs_price,
    }  # fmt: skip


def row_kept(one: RowAnswer) -> dict:
    """One row of the table as JSON."""
    return {"row": str(one.row), "holds": one.holds, "because": kept(one.because)}


def gap_kept(one: Gap) -> dict:
    """A missing fact as JSON."""
    return {"what": kept(one.what), "follows": kept(one.follows)}


def facts_kept(facts: Facts) -> dict:
    """The facts as JSON, for the record."""
    return _plain(asdict(facts))


def _plain(value):
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | StrEnum) else value

"""Strangers look their rights up: the same answer for every wrong key."""

from django.db import transaction

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Verdict
from ..queries.asking import Question
from ..queries.finding import found_by
from ..terms import AskedBy
from .judging import ask

NOT_FOUND = N_(
    "没有找到。请核对序列号，以及购买时留的电话后四位或三包凭证号；仍查不到，请联系售后服务。"
)


@transaction.atomic
def ask_as_owner(question: Question, *, serial: str, proof: str, by=None) -> Verdict:
    """What a stranger's piece is entitled to; staff sees that he asked.

    proof  the last four digits of the telephone on record, or the number of the voucher
    Raises Refused with one and the same sentence for anything that does not fit.
    """
    unit = found_by(serial, proof)
    if unit is None:
        raise Refused(NOT_FOUND, code="not_found")
    return ask(unit, question=question, by=by, asked_by=AskedBy.CUSTOMER)

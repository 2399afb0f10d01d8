"""Write a solution sheet, and carry it from a quote to what comes of it (F-1)."""

from django.db import transaction

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Order, Quote, Solution
from ..rules.solutions import PARTS


@transaction.atomic
def save_solution(row: Solution, verb: str, *, by) -> None:
    """Store a new or changed sheet; inside `recorded`.

    Raises Refused without the needs, for a document that is cancelled or has gone out of force,
    and when somebody else has begun one in the meantime.
    """
    if not row.needs.strip():
        raise Refused(N_("请先写客户需求：方案好不好，要对着需求看。"), field="needs")
    document = row.document
    document = type(document).objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not access.may_write_solution(by, document):
        raise Refused(
            N_("{no} 现在是“{state}”，解决方案单不能再改。"), no=document.no,
            state=document.get_state_display(),
        )  # fmt: skip
    if row._state.adding and Solution.objects.filter(**_of(document)).exists():
        raise Refused(N_("{no} 已经有解决方案单，请打开它修改。"), no=document.no)
    row.by = by
    row.save()


def carry_solution(old: Quote, new: Quote | Order, *, by) -> Solution | None:
    """The sheet of a quote once more, for its next version or its order; None without one.

    The caller's transaction. Two queries and a write.
    """
    sheet = Solution.objects.filter(quote=old).first()
    if sheet is None:
        return None
    made = Solution(**_of(new), **{name: getattr(sheet, name) for name in PARTS}, by=by)
    with recorded(made, Verb.CREATE, by=by, reason=N_("沿用报价单的解决方案单")):
        made.save()
    return made


def _of(document: Quote | Order) -> dict:
    return {"quote" if isinstance(document, Quote) else "order": document}

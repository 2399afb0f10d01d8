"""What the page of an order shows."""

from django.utils.translation import gettext as _

from maizi.credit.queries import check, deposit_of
from maizi.kit.pages.look import detail_context

from .. import access, queries
from ..models import Order
from ..pages import ORDERS
from ..rules.moves import ORDER, may_move
from ..terms import OrderState

BEFORE = (OrderState.DRAFT, OrderState.WAITING)


def order_context(user, row: Order) -> dict:
    """Lines, progress, deliveries, invoices, returns, credit, what may be done. ≈ 21 queries."""
    lines, milestones = queries.lines_of(row), queries.milestones_of(row)
    verdict = _verdict(row) if row.state in BEFORE and lines else None
    return {
        **detail_context(ORDERS, user, row),
        "document": row,
        "kind": "order",
        "lines": lines,
        "margin": queries.margin_of(user, lines),
        "moves": moves_of(user, row),
        "may_edit": access.may(user, "change", row) and may_move(ORDER, row.state, "edit"),
        "milestones": milestones,
        "steps": queries.steps_of(milestones),
        "deliveries": queries.deliveries_of(row) if access.may_deliver(user, "view") else [],
        "invoices": queries.invoices_of(row) if access.may_invoice(user, "view") else [],
        "returns": queries.returns_of(row) if access.may_return(user, "view") else [],
        **_told(user, row, verdict),
        **queries.solution_beside(user, row),
        "deposit_yuan": deposit_of(queries.source_of(row)) if row.prepaid_yuan else None,
    }


def _told(user, row: Order, verdict) -> dict:
    reasons = [(one.said.text(_), one.level) for one in verdict.reasons] if verdict else []
    return {"link": queries.order_address(row), "case": queries.case_about(user, row),
            "verdict": verdict, "reasons": reasons}  # fmt: skip


def moves_of(user, row: Order) -> dict[str, bool]:
    """Verb -> whether this person may do it to the order as it stands."""
    may_change = access.may(user, "change", row)
    rights = {
        "close": access.may(user, "close", row), "reopen": access.may(user, "close", row),
        "deliver": access.may_deliver(user, "change"), "return": access.may_return(user, "add"),
    }  # fmt: skip
    return {
        verb: rights.get(verb, may_change) and may_move(ORDER, row.state, verb) for verb in ORDER
    }


def _verdict(row: Order):
    return check(row.customer, queries.wanted_by(row), source=queries.source_of(row))

"""What the page of a quote shows."""

from django.utils import timezone

from maizi.kit.pages.look import detail_context

from .. import access, forms, queries
from ..models import Quote
from ..pages import QUOTES
from ..rules.moves import QUOTE, may_move


def quote_context(user, row: Quote) -> dict:
    """Lines, versions, what may be done now, the customer's address. A dozen queries."""
    lines, may_change = queries.lines_of(row), access.may_quote(user, "change", row)
    order = getattr(row, "order", None)
    moves = {verb: may_change and may_move(QUOTE, row.state, verb) for verb in QUOTE}
    moves["convert"] &= order is None and access.may(user, "add")
    return {
        **detail_context(QUOTES, user, row),
        "document": row,
        "kind": "quote",
        "lines": lines,
        "margin": queries.margin_of(user, lines),
        "versions": queries.versions_of(row),
        "moves": moves, "may_edit": moves["edit"], "order": order,
        "link": queries.quote_address(row),
        "is_over": row.valid_until < timezone.localdate(),
        "case": queries.case_about(user, row),
        "answer_form": forms.AnswerForm(),
        **queries.solution_beside(user, row),
    }  # fmt: skip

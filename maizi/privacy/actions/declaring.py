"""What this app gives to the kit and to approvals."""

from maizi.approvals.access import declare_subject
from maizi.fields.access import declare_document
from maizi.kit.guard import Guard
from maizi.kit.guard import install as put_in_force

from .. import queries
from .exporting import EXPORT_ASK, let_go


def install() -> None:
    """The rules of exports, reveals and watermarks; the flow of exports; the answer on paper."""
    put_in_force(Guard(queries.reveals_a_day, queries.mark_of, let_go))
    declare_subject(EXPORT_ASK)
    declare_document(queries.ANSWER)

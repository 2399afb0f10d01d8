"""What the pages of a piece and of a verdict show."""

from django.utils import timezone

from maizi.files.queries import attachments_of
from maizi.sales.queries import solution_of_line

from .. import access
from ..models import Unit, Verdict
from ..terms import RuleCode, UnitState
from .asking import contract_until
from .catalogue import is_confirmed, named_of, row_for
from .shown import cover_of, gaps_of, rows_of

MOST = 20


def unit_shown(user, row: Unit) -> dict:
    """Cover, repairs, verdicts, its sheet, predecessor and successor of a piece. Six queries."""
    today = timezone.localdate()
    is_in_use = row.state == UnitState.IN_USE
    may = {verb: access.may(user, verb, row) for verb in ("add", "repair", "judge")}
    return {
        "cover": cover_of(row, today), "contract_until": contract_until(row),
        "rule": row_for(named_of(row), row.sold_on or row.starts_on or today),
        "repairs": list(row.repairs.order_by("-handed_in_at")[:MOST]),
        "verdicts": list(row.verdicts.all()[:MOST]),
        "sheet": solution_of_line(row.line_id),
        "successor": Unit.objects.filter(replaces=row).first(),
        "may": {verb: is_in_use and may[verb] for verb in may},
        "may_accept": may["add"] and is_in_use and row.acceptance_id is None and row.customer_id,
    }  # fmt: skip


def verdict_shown(user, row: Verdict) -> dict:
    """The table row by row, the evidence, the reminder. Two queries."""
    rows = rows_of(row)
    return {
        "rows": [(_number(code), code.label, holds, why) for code, holds, why in rows],
        "files": attachments_of(row)[:5], "is_confirmed": is_confirmed(),
        "unit": row.unit, "gaps": gaps_of(row),
    }  # fmt: skip


def _number(code: RuleCode) -> str:
    """The number of a row as the law's table has it; "" for those beside the table."""
    return str(code) if str(code).isdigit() or code == RuleCode.X else ""

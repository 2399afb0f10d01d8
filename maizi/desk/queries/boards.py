"""The board of a person: its parts by his rights, in his order, filled."""

from collections.abc import Iterator
from datetime import date

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.credit import access as credit
from maizi.insight import queries as insight
from maizi.insight.access import may_see
from maizi.insight.terms import Code, Risk
from maizi.kernel.texts import N_
from maizi.kit.show import percent, yuan
from maizi.sales import access as sales

from .. import access
from ..models import Board
from ..rules import arranging as rules
from ..terms import BoardKind, Rhythm
from . import work
from .numbers import Number
from .shown import MOST_ROWS, Filled, Part, Row

DAY_SECONDS = 24 * 3600
SHOW = {"amount": yuan, "percent": percent}


def board_of(user) -> Board:
    """The person's board: as he arranged it, or the usual one of his work."""
    return access.visible_boards(user).first() or Board(
        user=user, kind=(kind := usual_kind(user)), parts=list(rules.USUAL[kind])
    )


def boards_due(today: date) -> list[Board]:
    """Boards that are to be sent today, with their people. One query."""
    rows = Board.objects.exclude(rhythm=Rhythm.NEVER).filter(user__is_active=True)
    rows = rows.exclude(told_on__gte=today).select_related("user").order_by("pk")
    return [one for one in rows if rules.is_due(Rhythm(one.rhythm), today, one.told_on)]


def usual_kind(user) -> BoardKind:
    """Whose board fits a person by what he may do."""
    rights = rights_of(user)
    if rights.sight("order").everything and may_see(user, Code.WHALE):
        return BoardKind.BOSS
    if not rights.may("quote", "add"):
        if any(rights.may("ticket", verb) for verb in ("handle", "work", "dispatch")):
            return BoardKind.SERVICE
        if sales.may_invoice(user, "issue") or credit.may(user, "view"):
            return BoardKind.FINANCE
    return BoardKind.LEADER if work.leads(user) else BoardKind.SELLER


def offered(user) -> dict[str, Part]:
    """The parts a person may have, by their code."""
    return {part.code: part for part in PARTS if part.may(user)}


def chosen(user, board: Board) -> list[Part]:
    """The parts on a board that its person may see today, in his order."""
    there = offered(user)
    return [there[code] for code in rules.sound(board.parts, there)]


def filled(user, board: Board, today: date) -> Iterator[tuple[Part, Filled]]:
    """Every part with what it shows."""
    for part in chosen(user, board):
        yield part, part.fill(user, today)


def _always(user) -> bool:
    return True


def _sees(*codes: Code):
    return lambda user: all(may_see(user, code) for code in codes)


def _once_a_day(user, today: date, code: Code) -> tuple[list, list[str], list]:
    """Numbers, sentences and first lines of an analysis of the usual twelve months.

    They end yesterday, so it is computed once a day for a person, and anew with other rights.
    """
    key = f"desk:{user.pk}:{rights_of(user).fingerprint[:24]}:{today}:{code}:{get_language()}"
    kept = cache.get(key)
    if kept is None:
        found = insight.find(user, insight.Asked(code, *insight.usual_window(today)))
        stats = [(stat.code, str(stat.label), stat.value, stat.sort) for stat in found.stats]
        lines = [(line.id, line.group, line.amount, line.values[-1]) for line in found.lines
                 if code == Code.RISK and line.group in (Risk.HIGH, Risk.HIGHEST)]  # fmt: skip
        told = [] if found.is_thin and code != Code.RISK else [str(one) for one in found.says]
        kept = stats, told, lines[: 4 * MOST_ROWS]
        cache.set(key, kept, DAY_SECONDS)
    return kept


def _numbers(code: Code, stats: list, wanted: tuple[str, ...]) -> list[Number]:
    there = reverse("insight:analysis", args=[code])
    return [
        Number(label, SHOW[sort](value) if sort in SHOW and value is not None else
               "—" if value is None else value, there)
        for name, label, value, sort in stats if name in wanted
    ]  # fmt: skip


def _leaving(user, today: date) -> Filled:
    """Customers likely to leave, the dearest first; of those still in sight."""
    stats, _says, lines = _once_a_day(user, today, Code.RISK)
    found = insight.names_of(user, [line[0] for line in lines])
    rows = [
        Row(found[id_][0], found[id_][1], str(why), yuan(amount),
            "bad" if group == Risk.HIGHEST else "warn")
        for id_, group, amount, why in lines if id_ in found
    ]  # fmt: skip
    count = next((value for name, _label, value, _sort in stats if name == "high"), 0)
    there = reverse("insight:analysis", args=[Code.RISK])
    return Filled(rows=rows[:MOST_ROWS], count=max(count, len(rows)), more=there)


def _value(user, today: date) -> Filled:
    """Three numbers, and what they mean."""
    numbers, says = [], []
    for code, wanted in ((Code.WHALE, ("top",)), (Code.KEEPING, ("retention",)),
                         (Code.RISK, ("stake",))):  # fmt: skip
        stats, told, _lines = _once_a_day(user, today, code)
        numbers += _numbers(code, stats, wanted)
        says += told[:1]
    return Filled(numbers, says, more=reverse("insight:index"))


def _forecast(user, today: date) -> Filled:
    """What the month after the last whole one may bring; number and sentence name it."""
    stats, says, _lines = _once_a_day(user, today, Code.FORECAST)
    there = reverse("insight:analysis", args=[Code.FORECAST])
    told = says or [_("数据太少，还不能预测。")]
    return Filled(_numbers(Code.FORECAST, stats, ("next", "error")), told, more=there)


PARTS = (
    Part("promises", N_("该做的事"), "sun", _always, work.promises),
    Part("numbers", N_("我的数字"), "chart-bar", _always, work.numbers),
    Part("leaving", N_("快要流失的客户"), "clock-exclamation", _sees(Code.RISK), _leaving),
    Part("visits", N_("该回访的客户"), "calendar-event", _always, work.visits),
    Part("care", N_("重要日子"), "gift", _always, work.care),
    Part("falling", N_("即将掉入公海"), "hourglass", _always, work.falling),
    Part("team", N_("谁需要我"), "users", work.leads, work.team),
    Part("value", N_("三个数字"), "trending-up", _sees(Code.WHALE, Code.KEEPING), _value),
    Part("forecast", N_("销售预测"), "chart-bar", _sees(Code.FORECAST), _forecast),
    Part("overdue", N_("逾期应收"), "coin-yuan", work.sees_credit, work.overdue),
    Part("tickets", N_("未完成的服务"), "tool", work.serves, work.tickets),
    Part("complaints", N_("未办结投诉"), "alert-circle", work.hears, work.grievances),
)

"""The board of a person: its parts by his rights, in his order, filled."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.accounts.models import User
from maizi.credit import access as credit
from maizi.insight import queries as insight
from maizi.insight.access import may_see
from maizi.insight.terms import Code, Risk
from maizi.jobs.models import Job
from maizi.jobs.queries import Ready
from maizi.kernel.texts import N_
from maizi.kit.show import percent, yuan
from maizi.sales import access as sales

from .. import access
from ..models import Board
from ..rules import arranging as rules
from ..terms import BoardKind, Rhythm
from . import work
from .counts import TASK, work_out
from .numbers import Number
from .shown import MOST_ROWS, Filled, Part, Row

ANALYSES = {
    "leaving": (Code.RISK,), "value": (Code.WHALE, Code.KEEPING, Code.RISK),
    "forecast": (Code.FORECAST,),
}  # fmt: skip
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


def boards_used(since: datetime) -> list[Board]:
    """Boards of the people for whom something was counted since then."""
    jobs = Job.objects.filter(kind=TASK, created_at__gte=since).order_by()
    people = User.objects.filter(pk__in=jobs.values("owner"), is_active=True)
    return [board_of(person) for person in people.order_by("pk")]


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


def states_of(user, board: Board, today: date) -> list[Ready]:
    """How the analyses of a board stand that its page will not wait for."""
    parts = {part.code for part in chosen(user, board)}
    codes = {code for part in parts & ANALYSES.keys() for code in ANALYSES[part]}
    return insight.digest_states(user, sorted(codes), today)


def waited(user, part: Part, today: date) -> Filled:
    """A part filled by who can wait: what jobs would prepare is computed at once."""
    filled = part.fill(user, today)
    wants = [state.want for state in filled.states if state.want]
    for want in wants:
        (insight.work_out if want.kind == insight.DIGEST else work_out)(user, want.payload)
    return part.fill(user, today) if wants else filled


def _always(user) -> bool:
    return True


def _sees(*codes: Code):
    return lambda user: all(may_see(user, code) for code in codes)


def _numbers(code: Code, stats: list[insight.Stat], wanted: tuple[str, ...]) -> list[Number]:
    there = reverse("insight:analysis", args=[code])
    return [
        Number(one.label, "—" if one.value is None else
               SHOW[one.sort](one.value) if one.sort in SHOW else one.value, there)
        for one in stats if one.code in wanted
    ]  # fmt: skip


def _leaving(user, today: date) -> Filled:
    """Customers likely to leave, the dearest first; of those still in sight."""
    told, state = insight.digest_of(user, Code.RISK, today)
    stats, lines = (told.stats, told.lines) if told else ([], [])
    found = insight.names_of(user, [line[0] for line in lines])
    rows = [
        Row(found[id_][0], found[id_][1], str(why), yuan(amount),
            "bad" if group == Risk.HIGHEST else "warn")
        for id_, group, amount, why in lines if id_ in found
    ]  # fmt: skip
    count = next((one.value for one in stats if one.code == "high"), 0)
    there = reverse("insight:analysis", args=[Code.RISK])
    return Filled(rows=rows[:MOST_ROWS], count=max(count, len(rows)), more=there, states=[state])


def _value(user, today: date) -> Filled:
    """Three numbers, and what they mean."""
    filled = Filled(more=reverse("insight:index"))
    for code, wanted in ((Code.WHALE, ("top",)), (Code.KEEPING, ("retention",)),
                         (Code.RISK, ("stake",))):  # fmt: skip
        told, state = insight.digest_of(user, code, today)
        filled.states.append(state)
        if told:
            filled.numbers += _numbers(code, told.stats, wanted)
            filled.says += told.says[:1] if code == Code.RISK or not told.is_thin else []
    return filled


def _forecast(user, today: date) -> Filled:
    """What the month after the last whole one may bring; number and sentence name it."""
    told, state = insight.digest_of(user, Code.FORECAST, today)
    filled = Filled(more=reverse("insight:analysis", args=[Code.FORECAST]), states=[state])
    if told:
        filled.numbers = _numbers(Code.FORECAST, told.stats, ("next", "error"))
        filled.says = [] if told.is_thin else told.says
        filled.says = filled.says or [_("数据太少，还不能预测。")]
    return filled


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

"""Who sees which meetings: who hosts or takes part, and whose units are in sight (M-3)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import Entity, rights_of, within
from maizi.clocks.access import ClockKind, Period
from maizi.clocks.terms import BreachAction, Counting
from maizi.fields.access import NumberKind, NumberShape
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import Action, Decision, Meeting, Participant, Point

MEETING = Entity(
    "meeting",
    N_("会议"),
    {
        "read": N_("查看范围内的会议"),
        "add": N_("召集和主持"),
        "change": N_("代为主持与记录"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("meeting", N_("会议编号"), NumberShape("HY"))
MINUTES = ClockKind(
    "meetings.minutes", N_("会议纪要发出"), Period(Counting.CLOCK_TIME, minutes=24 * 60),
    on_breach=BreachAction.ESCALATE,
)  # fmt: skip
INVITED = EventKind("meetings.invited", N_("有人邀请我开会"), by_mail=False, is_urgent=True)
MINUTED = EventKind("meetings.minutes", N_("会议纪要"), by_mail=True)
CHASED = EventKind("meetings.chased", N_("会议行动逾期"), by_mail=True)
LATE = EventKind("meetings.late", N_("会议纪要没有按时发出"), by_mail=True)
EVENTS = (INVITED, MINUTED, CHASED, LATE)
SEEN = {"view": "read", "unmask": "read"}


def visible_meetings(user) -> QuerySet[Meeting]:
    """Those one hosts, made or takes part in, those with actions of one's own, those in sight."""
    if not user.is_active:
        return Meeting.objects.none()
    taking = Exists(Participant.objects.filter(meeting=OuterRef("pk"), user=user.pk))
    acting = Exists(Action.objects.filter(meeting=OuterRef("pk"), owner=user.pk))
    mine = Q(host=user.pk) | Q(created_by=user.pk) | taking | acting
    sight = rights_of(user).sight("meeting")
    if sight.everything:
        return Meeting.objects.all()
    if sight.nothing:
        return Meeting.objects.filter(mine)
    return Meeting.objects.filter(mine | within(user, sight, owner="host"))


def visible_participants(user) -> QuerySet[Participant]:
    """Who takes part in visible meetings."""
    return Participant.objects.filter(meeting__in=visible_meetings(user).values("pk"))


def visible_points(user) -> QuerySet[Point]:
    """Points of visible meetings."""
    return Point.objects.filter(meeting__in=visible_meetings(user).values("pk"))


def visible_decisions(user) -> QuerySet[Decision]:
    """Decisions of visible meetings."""
    return Decision.objects.filter(meeting__in=visible_meetings(user).values("pk"))


def visible_actions(user) -> QuerySet[Action]:
    """Actions of visible meetings."""
    return Action.objects.filter(meeting__in=visible_meetings(user).values("pk"))


def may(user, verb: str, row: Meeting | None = None) -> bool:
    """Whether a person may do `verb`.

    view    whoever sees the meeting
    change  its host and who called it, or who may run others' meetings within reach
    """
    rights = rights_of(user)
    if verb in SEEN:
        return row is not None or rights.may("meeting", "add") or rights.may("meeting", "read")
    if row is None or verb in ("add", "export"):
        return rights.may("meeting", verb)
    if user.pk in (row.host_id, row.created_by_id):
        return rights.may("meeting", "add")
    sight = rights.sight("meeting", verb)
    return sight.everything or row.org_unit_id in sight.unit_ids


def may_act(user, row: Action) -> bool:
    """Whether a person may say that an action is done: who owns it, and who runs the meeting."""
    return row.owner_id == user.pk or may(user, "change", row.meeting)

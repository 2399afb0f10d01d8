"""Lists by colour and how key accounts move between them (D-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.customers.terms import KaList

from .. import access
from ..rules.flows import bands, ends
from .facts import bounds
from .panels import TONES

MOVED_DAYS = 90
MOST_SHOWN = 200
OFF = "off"


@dataclass(frozen=True, slots=True)
class Tile:
    """One list: how many, and their trade."""

    colour: KaList
    count: int
    amount_yuan: Decimal
    least_yuan: Decimal
    href: str


def board_shown(user) -> dict:
    """Tiles, who waits for a decision, who was demoted, the moves of 90 days. Five queries."""
    rows = access.visible_key_accounts(user)
    sums = rows.exclude(colour="").order_by().values("colour")
    sums = {r["colour"]: r for r in sums.annotate(n=Count("pk"), total=Sum("amount_yuan"))}
    found, _grace = bounds()
    address = reverse("keyaccounts:keyaccount_list")
    tiles = [
        Tile(colour, sums.get(colour, {}).get("n", 0),
             sums.get(colour, {}).get("total") or Decimal(0), least, f"{address}?view={colour}")
        for colour, least in zip(KaList, found.amounts_yuan, strict=True)
    ]  # fmt: skip
    since = timezone.now() - timedelta(days=MOVED_DAYS)
    moved = access.visible_moves(user).filter(at__gte=since).order_by()
    moved = moved.values("old", "new").annotate(n=Count("pk"))
    pairs = {(r["old"] or OFF, r["new"] or OFF): r["n"] for r in moved}
    drawn = bands(pairs)
    return {
        "tiles": tiles, "tones": TONES, "list": address, "days": MOVED_DAYS, "bounds": found,
        "asks": list(rows.filter(asks=True).select_related("customer").order_by("-id")[:20]),
        "demoted": rows.filter(demoted_on__gte=since.date()).count(),
        "bands": drawn, "ends": ends(drawn),
        "names": names(), "may_file": access.may(user, "file"), "may_log": access.may(user, "log"),
        "may_desk": access.may(user, "desk"), "may_suggest": access.may(user, "suggest"),
    }  # fmt: skip


def names() -> dict[str, str]:
    """What lists are called in pictures, and being on none."""
    return {str(colour): colour.label for colour in KaList} | {OFF: _("无名单")}


def moves_shown(user, asked: Mapping[str, str]) -> dict:
    """The moves behind a band of the picture, newest first. One query."""
    since = timezone.now() - timedelta(days=MOVED_DAYS)
    rows = access.visible_moves(user).filter(at__gte=since)
    chosen = {}
    for name in ("old", "new"):
        value = asked.get(name, "")
        if value in names():
            rows = rows.filter(**{name: "" if value == OFF else value})
            chosen[name] = names()[value]
    rows = rows.select_related("account__customer", "by")
    return {"rows": list(rows[:MOST_SHOWN]), "chosen": chosen, "days": MOVED_DAYS}

"""What a click on a tag does (A-16)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


@dataclass(frozen=True, slots=True)
class TagFacts:
    """What decides about one tag."""

    id: int
    group: str
    is_exclusive: bool = False
    follow_up_days: int | None = None
    lasts_days: int | None = None


@dataclass(frozen=True, slots=True)
class TagLimits:
    """Most tags on a customer, most in one request, most in the company."""

    on_customer: int = 30
    at_once: int = 20
    in_company: int = 1_000


def refuse_too_many(asked: int, limits: TagLimits) -> None:
    """A request names a handful of tags, not 40,000."""
    if asked > limits.at_once:
        raise Refused(
            N_("一次最多打 {most} 个标签，这次有 {asked} 个。请挑真正有用的。"),
            most=limits.at_once, asked=asked, field="tags", code="many",
        )  # fmt: skip


def settled_tags(
    here: Collection[int], *, put: Iterable[int], taken: Iterable[int],
    tags: Mapping[int, TagFacts], limits: TagLimits,
) -> set[int]:  # fmt: skip
    """The tags of a customer after a click: what is put pushes out its exclusive siblings (A-16).

    tags  facts of every tag concerned, by id

    Raises Refused when the customer would have too many.
    """
    found = set(here) - set(taken)
    for id_ in put:
        tag = tags[id_]
        if tag.is_exclusive and tag.group:
            found -= {other for other in found if tags[other].group == tag.group}
        found.add(id_)
    if len(found) > max(limits.on_customer, len(here)):
        raise Refused(
            N_("一个客户最多 {most} 个标签。标签太多就没有人看了，请先取下一些。"),
            most=limits.on_customer, field="tags", code="many",
        )  # fmt: skip
    return found


def contact_due(tag: TagFacts, today: date) -> date | None:
    """By when a tag wants the customer contacted: “有意向” within three days (S002①)."""
    return None if tag.follow_up_days is None else today + timedelta(days=tag.follow_up_days)


def next_contact(planned: date | None, due: date | None) -> date | None:
    """The next contact after a tag: as planned, or earlier when the tag wants it earlier."""
    if due is None or planned is not None and planned <= due:
        return planned
    return due


def expires_on(tag: TagFacts, today: date) -> date | None:
    """The last day of a tag that lasts some days."""
    return None if tag.lasts_days is None else today + timedelta(days=tag.lasts_days)


def is_open_to_undo(at: datetime, now: datetime, seconds: int) -> bool:
    """A click may be taken back within some seconds (A-16)."""
    return timedelta(0) <= now - at <= timedelta(seconds=seconds)

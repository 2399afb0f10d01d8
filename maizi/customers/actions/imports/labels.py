"""Tags that a sheet names."""

from collections.abc import Iterable

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting

from ... import access
from ...models import Customer, Tag
from .write import KIND

LONGEST = Tag._meta.get_field("name").max_length
TAG_KIND = Tag._meta.label_lower


def settle_tags(sitting: Sitting, lines: Iterable[Line]) -> None:
    """Leave out the tags there are none of, unless new ones may be made. One query, or none."""
    lines = [line for line in lines if line.draft is not None and line.draft.tags]
    if not lines:
        return
    names = {name for line in lines for name in line.draft.tags}
    known = set(_known(names))
    may_make = bool(sitting.run.options.get("make_tags")) and access.may(sitting.user, "tags")
    for line in lines:
        good = [n for n in line.draft.tags if n in known or may_make and len(n) <= LONGEST]
        lost = [name for name in line.draft.tags if name not in good]
        line.draft.tags = tuple(good)
        if lost:
            line.warn(say(N_("没有标签“{names}”，没有打上。"), names="、".join(lost)[:80]))


class Labels:
    """The tags of one batch, made where they are missing. Four statements at most."""

    def __init__(self, sitting: Sitting, lines: Iterable[Line]):
        self._sitting = sitting
        names = {name for line in lines for name in line.draft.tags}
        self._ids = _known(names) if names else {}
        missing = sorted(names - self._ids.keys())
        if missing:
            made = [Tag(name=name) for name in missing]
            Tag.objects.bulk_create(made)
            record_many(
                TAG_KIND, lines=[(tag.pk, tag.name, {"name": [None, tag.name]}) for tag in made],
                verb=Verb.CREATE, by=sitting.user, reason=sitting.run.name,
            )  # fmt: skip
            self._ids |= {tag.name: tag.pk for tag in made}

    def told(self, line: Line) -> dict:
        """What the history says of a new customer's tags."""
        ids = sorted({self._ids[name] for name in line.draft.tags})
        return {"tags": [None, ids]} if ids else {}

    def put_new(self, lines: Iterable[Line]) -> None:
        """Tag customers that have none yet."""
        self._insert((line.draft.id, self._ids[name]) for line in lines for name in line.draft.tags)

    def put(self, lines: Iterable[Line]) -> None:
        """Add tags to stored customers, recorded where one is new."""
        wanted = {
            line.draft.row.pk: (line.draft.row, {self._ids[name] for name in line.draft.tags})
            for line in lines
            if line.draft.tags
        }
        if not wanted:
            return
        through = Customer.tags.through.objects.filter(customer__in=wanted)
        here: dict[int, set[int]] = {id_: set() for id_ in wanted}
        for customer_id, tag_id in through.values_list("customer_id", "tag_id"):
            here[customer_id].add(tag_id)
        new = {id_: tags - here[id_] for id_, (_, tags) in wanted.items() if tags - here[id_]}
        self._insert((id_, tag) for id_, tags in new.items() for tag in tags)
        record_many(
            KIND,
            lines=[
                (id_, str(wanted[id_][0]), {"tags": [sorted(here[id_]), sorted(here[id_] | tags)]})
                for id_, tags in new.items()
            ],
            verb=Verb.CHANGE, by=self._sitting.user, reason=self._sitting.run.name,
            chain=self._sitting.chain,
        )  # fmt: skip

    def _insert(self, pairs: Iterable[tuple[int, int]]) -> None:
        through = Customer.tags.through
        rows = [through(customer_id=id_, tag_id=tag) for id_, tag in dict.fromkeys(pairs)]
        through.objects.bulk_create(rows, ignore_conflicts=True)


def _known(names: set[str]) -> dict[str, int]:
    rows = Tag.objects.filter(name__in=names).order_by("-id")
    return dict(rows.values_list("name", "id"))

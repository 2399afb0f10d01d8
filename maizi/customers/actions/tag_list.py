"""The tags there are: the company's, a unit's, one's own (A-16)."""

from django.db import transaction

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Tag
from ..terms.sorting import TagLevel

LONGEST_STAY_DAYS = 3650


@transaction.atomic
def save_tag(row: Tag, verb: str, *, by) -> Tag:
    """Store a tag; the caller records. One's own needs no right, the company's does.

    All tags of a group agree on being exclusive. Raises Refused without the right, for too many
    tags, without a unit where one is needed.
    """
    row.name, row.group = " ".join(row.name.split()), " ".join(row.group.split())
    _check_level(row, by)
    limits = queries.tag_limits()
    if row._state.adding and Tag.objects.count() >= limits.in_company:
        raise Refused(
            N_("全公司已有 {most} 个标签。请先合并或改用已有的标签。"), most=limits.in_company
        )
    for name in ("lasts_days", "follow_up_days"):
        if (getattr(row, name) or 0) > LONGEST_STAY_DAYS:
            raise Refused(N_("天数最多 {most}。"), most=LONGEST_STAY_DAYS, field=name)
    twins = Tag.objects.filter(group=row.group, name=row.name, owner=row.owner_id)
    if twins.exclude(pk=row.pk).exists():
        raise Refused(N_("这个类别里已有同名的标签。"), field="name")
    row.save()
    _agree(row, by)
    return row


@transaction.atomic
def new_tag(name: str, *, by) -> Tag:
    """The tag of this name that a person may use; a new one when there is none.

    It is the company's for whoever looks after tags, his own for all others. Raises Refused as
    `save_tag` does, and for a name that is too long.
    """
    name = " ".join(name.split())
    most = Tag._meta.get_field("name").max_length
    if not 0 < len(name) <= most:
        raise Refused(N_("标签的名字要有 1 到 {most} 个字。"), most=most, field="name")
    if known := access.visible_tags(by).filter(name=name).order_by("group", "pk").first():
        return known
    level = TagLevel.SYSTEM if access.may(by, "tags") else TagLevel.PERSONAL
    row = Tag(name=name, level=level)
    with recorded(row, Verb.CREATE, by=by):
        save_tag(row, Verb.CREATE, by=by)
    return row


def _check_level(row: Tag, by) -> None:
    if row.level == TagLevel.PERSONAL:
        if row.owner_id not in (None, by.pk):
            raise Refused(N_("这是同事个人的标签，只有他自己能改。"), field="level")
        row.owner, row.unit = by, None
        return
    if not access.may(by, "tags"):
        raise Refused(N_("您可以建个人标签。全公司和部门的标签由数据管理员建。"), field="level")
    row.owner = None
    if row.level == TagLevel.UNIT and row.unit_id is None:
        raise Refused(N_("部门标签要选一个部门。"), field="unit")
    if row.level == TagLevel.SYSTEM:
        row.unit = None


def _agree(row: Tag, by) -> None:
    siblings = Tag.objects.filter(group=row.group, owner=row.owner_id).exclude(group="")
    for other in siblings.exclude(pk=row.pk).exclude(is_exclusive=row.is_exclusive):
        with recorded(other, Verb.CHANGE, by=by):
            other.is_exclusive = row.is_exclusive
            other.save(update_fields=["is_exclusive"])

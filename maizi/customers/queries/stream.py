"""What stands beside follow-ups: files, phrases, and the next step of a promise."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from maizi.files.models import Attachment
from maizi.kernel.texts import N_

from .. import access
from ..models import Activity, Customer

USUAL_PHRASES = (
    N_("电话未接通，改天再打。"),
    N_("客户在开会，约好稍后回电。"),
    N_("已发送资料，等客户看完回复。"),
    N_("已报价，客户内部比价中。"),
    N_("暂无需求，下季度再联系。"),
)


def files_of(rows: Iterable[Activity]) -> dict[int, list[Attachment]]:
    """Activity id -> its files, oldest first. One query, or none."""
    ids = [row.pk for row in rows]
    found: dict[int, list[Attachment]] = {}
    if ids:
        attached = Attachment.objects.filter(kind=Activity._meta.label_lower, object_id__in=ids)
        for one in attached.select_related("file").order_by("id"):
            found.setdefault(one.object_id, []).append(one)
    return found


def phrases_of(user) -> list[str]:
    """What a person writes often; usual ones until he keeps his own. One query."""
    own = list(access.visible_phrases(user).values_list("text", flat=True))
    return own or [_(text) for text in USUAL_PHRASES]


def with_next_step(rows: QuerySet[Customer]) -> QuerySet[Customer]:
    """Customers with the next step that was written with their next contact."""
    written = Activity.objects.filter(
        customer=OuterRef("pk"), next_on=OuterRef("next_contact_on")
    ).exclude(next_step="")
    return rows.annotate(next_step=Subquery(written.order_by("-at").values("next_step")[:1]))

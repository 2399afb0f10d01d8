"""Take back a follow-up that should never have been one."""

from django.db import transaction

from maizi.history.actions import erase, record
from maizi.history.models import HistoryEntry
from maizi.kernel.texts import N_

from ..models import Activity, Customer

TAKEN_BACK = N_("撤回跟进")
TEXT = "last_contact_text"


@transaction.atomic
def forget_activity(activity: Activity, *, by, reason: str) -> None:
    """Remove a follow-up made of something that is nobody's business, such as a private letter.

    Its words leave the history too; the customer's last contact is the one before.
    """
    customer = Customer.objects.select_for_update().get(pk=activity.customer_id)
    _erase_words(activity, customer, by=by, reason=reason)
    activity.delete()
    left = Activity.objects.filter(customer=customer).order_by("-at", "-id").first()
    told = " ".join(left.content.split())[:120] if left else ""
    Customer.objects.filter(pk=customer.pk).update(
        last_contact_at=left.at if left else None, last_contact_text=told
    )
    record(customer, verb=TAKEN_BACK, by=by, reason=reason)


def _erase_words(activity: Activity, customer: Customer, *, by, reason: str) -> None:
    own = HistoryEntry.objects.filter(
        kind=Activity._meta.label_lower, object_id=activity.pk
    ).exclude(salt="")
    erase(own, kept=lambda entry: ("", "", {}), by=by, reason=reason)
    words = " ".join(activity.content.split())[:120]
    about = HistoryEntry.objects.filter(
        kind=Customer._meta.label_lower, object_id=customer.pk, at__gte=activity.created_at
    ).exclude(salt="")
    said = [entry for entry in about if words in entry.changes.get(TEXT, ())]
    erase(
        said, by=by, reason=reason,
        kept=lambda entry: (
            entry.title, entry.reason, {k: v for k, v in entry.changes.items() if k != TEXT}
        ),
    )  # fmt: skip

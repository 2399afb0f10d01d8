"""What the customer page shows of the list and the grade."""

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import KaList, KaStatus, PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..models import KeyAccount

TONES = {KaList.GREEN: "good", KaList.YELLOW: "warn", KaList.RED: "bad", KaList.BLACK: ""}


def strip_of(user, customer: Customer) -> dict | None:
    """The list of a key account, or that it was demoted. At most one query."""
    if not access.sees_colours(user):
        return None
    if customer.ka_status not in (KaStatus.KEY, KaStatus.DEMOTED):
        return None
    may_open = access.may(user, "read")
    row = KeyAccount.objects.filter(customer=customer).first() if may_open else None
    return {
        "label": customer.get_ka_list_display(), "row": row,
        "is_demoted": customer.ka_status == KaStatus.DEMOTED,
        "tone": TONES.get(customer.ka_list, ""),
    }  # fmt: skip


STRIP = customers.Panel(
    code="keyaccounts.list", label=N_("大客户名单"), place=PanelPlace.STRIP,
    template="keyaccounts/strip.html", context=strip_of, position=19,
)  # fmt: skip

"""Mail to participants who left an address; others see it on their own page."""

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from maizi.inbox.queries import has_mail, mail_server
from maizi.jobs.actions import enqueue
from maizi.kernel.texts import N_
from maizi.kit.outgoing import send_letter

from ..models import GroupBuy, Registration

TELL = "groupbuys.tell"
COUNTED = ("pending", "valid", "leaving", "ordered")
WORDS = {
    "registered": N_(
        "您已登记团购“{name}”：{quantity} {unit}，登记时单价 {shown} 元。您不会付得比这更多。"
    ),
    "reached": N_("您参加的团购“{name}”已经达成。我们会按约定采购，并联系您确认订单。"),
    "reopened": N_("团购“{name}”有人退出，暂时没有达成。登记仍然有效，截止时间不变。"),
    "failed": N_("团购“{name}”到截止时没有达成，您的登记已释放。付过的订金会在 {days} 天内退还。"),
    "cancelled": N_("团购“{name}”已取消，您的登记已释放。付过的订金会在 {days} 天内退还。"),
    "ordered": N_("团购“{name}”已下单，您的单价是 {price} 元。"),
}


def tell(row: Registration, what: str, *, by) -> None:
    """Write a mail for after the commit, where there is an address and a mail server."""
    if row.email and has_mail():
        key = f"groupbuys-{what}-{row.pk}" if what in ("registered", "failed", "ordered") else ""
        enqueue(TELL, by=None, payload={"registration": row.pk, "what": what}, key=key)


def tell_all(activity: GroupBuy, what: str, *, by) -> None:
    """The same to everybody who takes part. Two queries and one for each address."""
    if has_mail():
        for row in activity.registrations.filter(state__in=COUNTED).exclude(email=""):
            tell(row, what, by=by)


def send_word(row: Registration, what: str, *, days: int, by=None) -> bool:
    """Hand one mail to the server, outside any transaction; False without a server.

    Raises Unreachable, and the job tries again.
    """
    server = mail_server()
    if server is None:
        return False
    activity = row.activity
    text = _(WORDS[what]).format(
        name=activity.name, quantity=f"{row.quantity.normalize():f}", unit=activity.product.unit,
        shown=f"{row.shown_yuan:.2f}", days=days,
        price=f"{row.price_yuan:.2f}" if row.price_yuan is not None else "",
    )  # fmt: skip
    message = EmailMessage(
        subject=activity.name[:80], body=text, from_email=server.sender or server.username,
        to=[row.email], headers={"Message-ID": f"<groupbuy-{what}-{row.pk}@maizi>"},
    )  # fmt: skip
    send_letter(message, server)
    return True

"""A month is signed off: from then on it stands (F-51)."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.history.actions import record
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import SignedMonth
from ..queries.months import FIGURES
from ..rules.index import check_over, pay_of

SIGNED = N_("签发月度绩效")
TOLD = N_("您 {month} 的绩效指数是 {index}")


@transaction.atomic
def sign_month(
    person: User, *, month: date, basic_yuan: Decimal, by, today: date | None = None
) -> SignedMonth:  # fmt: skip
    """Fix the figures of a month and the pay they make; the person hears of his index.

    The history names figures, never money: more people read it than may see pay.
    Raises Refused without the right, before the month is over, twice, for a negative base, and
    while a figure is missing that the index needs.
    """
    month = month.replace(day=1)
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if not access.may(by, "sign", person):
        raise Refused(_("只有上级能签发 %s 的绩效，自己的由上级签。") % person.name)
    check_over(month, today or timezone.localdate())
    if SignedMonth.objects.filter(person=person, month=month).exists():
        raise Refused(
            N_("{person} {month} 的绩效已经签发，不能再改。"), person=person.name,
            month=f"{month:%Y-%m}",
        )  # fmt: skip
    shown = queries.month_of(by, person, month)
    figures = shown.figures
    if figures.coefficient is None:
        missing = _("、").join(_(name) for name in figures.missing)
        raise Refused(
            N_("{person} {month} 缺{missing}，指数算不出来，不能签发。请先补齐工单上的记录。"),
            person=person.name, month=f"{month:%Y-%m}", missing=missing,
        )  # fmt: skip
    row = SignedMonth.objects.create(
        person=person, month=month, basic_yuan=basic_yuan,
        pay_yuan=pay_of(basic_yuan, figures.coefficient), kept=queries.kept_jobs(shown),
        signed_by=by, signed_at=timezone.now(),
        **{name: getattr(figures, name) for name in FIGURES},
    )  # fmt: skip
    told = {str(SignedMonth._meta.get_field("index").verbose_name): [None, str(row.index)]}
    record(row, verb=SIGNED, by=by, changes=told)
    title = say(TOLD, month=f"{month:%Y-%m}", index=str(row.index))
    notify(to=[person], event=access.SIGNED.code, title=title, by=by)
    return row

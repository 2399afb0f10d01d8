"""The month of all one leads, the month of one, signing it off (F-51)."""

import re
from datetime import date, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer
from maizi.service.terms import TicketType

from .. import access, actions, forms, queries
from ..models import SignedMonth
from ..rules.index import next_month

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
MOST_EXPORTED = 2000


@require_GET
def sheet(request):
    """Everybody one sees, with the figures of a month."""
    require(access.may(request.user, "view"))
    month, number = _month(request.GET), number_in(request.GET.get("page", "")) or 1
    found = queries.sheet_of(request.user, month, page=number)
    context = {"found": found, "may_export": access.may(request.user, "export")} | _around(month)
    return page(request, "training/sheet.html", context)


@require_GET
def person(request, pk: int):
    """What the figures of one person's month are made of."""
    who, month = _person(request, pk), _month(request.GET)
    row = queries.month_of(request.user, who, month)
    context = {
        "row": row, "who": who, "readable": queries.readable_tickets(request.user, row.jobs),
        "types": dict(TicketType.choices()), "settled_on": queries.settled_on(month),
        "may_sign": access.may(request.user, "sign", who) and row.signed is None,
    } | _around(month)  # fmt: skip
    return page(request, "training/person.html", context)


@require_http_methods(["GET", "POST"])
def sign(request, pk: int, month: str):
    """Type the base pay and sign a month off."""
    who, month = _person(request, pk), _month({"month": month})
    require(access.may(request.user, "sign", who))
    begun = {"basic_yuan": queries.basic_before(who, month)}
    form = forms.SignForm(request.POST if request.method == "POST" else None, initial=begun)
    back = f"{reverse('training:person', args=[who.pk])}?month={month:%Y-%m}"
    user = request.user
    if form.is_bound and taken(
        form, lambda: actions.sign_month(who, month=month, **form.cleaned_data, by=user)
    ):
        messages.success(request, _("已签发。"))
        return go(request, back)
    row = queries.month_of(user, who, month)
    context = {
        "form": form, "who": who, "row": row, "back": back,
        "settled_on": queries.settled_on(month),
    } | _around(month)  # fmt: skip
    return page(request, "training/sign.html", context, status=422 if form.errors else 200)


@require_POST
def export(request):
    """A month of all one sees as a sheet; the history says so."""
    require(access.may(request.user, "export"))
    month = _month(request.POST)
    found = queries.sheet_of(request.user, month, most=MOST_EXPORTED)
    title = _("服务绩效 %s") % f"{month:%Y-%m}"
    record_many(SignedMonth._meta.label_lower, lines=[(None, title, {})], verb=Verb.EXPORT,
                by=request.user, reason=title)  # fmt: skip
    heads = [
        (_("人员"), ""), (_("部门"), ""), (_("完成单数"), "number"), (_("折算单数"), "number"),
        (_("首次修复率"), "number"), (_("承诺兑现率"), "number"), (_("返修率"), "number"),
        (_("客户评分"), "number"), (_("质量"), "number"), (_("数量"), "number"),
        (_("态度"), "number"), (_("绩效指数"), "number"), (_("绩效系数"), "number"),
        (_("签发人"), ""),
    ]  # fmt: skip
    if found.shows_pay:
        heads += [(_("基本工资（元）"), "amount"), (_("绩效工资（元）"), "amount")]
    rows = [_line(row, with_pay=found.shows_pay) for row in found.rows]
    return sheet_answer(title, columns=heads, rows=rows, ending="xlsx")


def _line(row: queries.MonthRow, *, with_pay: bool) -> list:
    f = row.figures
    line = [
        row.person.name, row.person.unit.name if row.person.unit else "", f.jobs, f.weighted,
        *(None if one is None else round(one, 4) for one in (f.first, f.sla, f.again, f.rating)),
        f.quality, f.quantity, f.attitude, f.index, f.coefficient,
        row.signed.signed_by.name if row.signed else "",
    ]  # fmt: skip
    return [*line, row.basic_yuan, row.pay_yuan] if with_pay else line


def _person(request, pk: int):
    rows = access.visible_staff(request.user).select_related("unit")
    return get_object_or_404(rows, pk=pk)


def _month(asked) -> date:
    """The month that was asked for; the last one that is over where none makes sense."""
    found = MONTH.fullmatch(asked.get("month", ""))
    if found:
        return date(int(found[1]), int(found[2]), 1)
    return (timezone.localdate().replace(day=1) - timedelta(days=1)).replace(day=1)


def _around(month: date) -> dict:
    after = next_month(month)
    today, before = timezone.localdate(), month - timedelta(days=1)
    return {
        "month": f"{month:%Y-%m}", "month_before": f"{before:%Y-%m}",
        "month_after": f"{after:%Y-%m}" if after <= today else "", "is_over": after <= today,
    }  # fmt: skip

"""A change of grade: propose, apply, extend, drop."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.customers.access import visible_customers
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import history_page

from .. import access, actions, forms, queries
from ..pages import CHANGES
from .parts import asked, asked_why, change_for, given

COPIED = ("grade", "limit_yuan", "terms_days", "reason", "documents", "returns_to_list")


@require_GET
def change(request, pk: int):
    """The application with its clocks, opinions, and what may be done now; for a purpose (M-5)."""
    row = change_for(request, pk)
    shown = queries.change_shown
    return asked_why(request, row) or page(
        request, "keyaccounts/gradechange.html", shown(request.user, row)
    )


@require_GET
def change_history(request, pk: int):
    """What was recorded of an application; for a purpose (M-5)."""
    return asked_why(request, change_for(request, pk)) or history_page(request, CHANGES, pk)


@require_http_methods(["GET", "POST"])
def propose(request, pk: int):
    """Think of another grade for a customer by hand."""
    customer = get_object_or_404(visible_customers(request.user), pk=pk)
    require(access.may(request.user, "file"))
    return asked(
        request, forms.ReasonForm(given(request)),
        lambda told: actions.raise_by_hand(customer, why=told["reason"], by=request.user),
        title=_("提出等级变更：%s") % customer, label=_("提出"),
        onward=reverse("keyaccounts:gradechange_list"), told=_("已提出，请在期限内填写申请表。"),
        back=customer.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def file_change(request, pk: int):
    """Fill the application in and send it to the region."""
    row = change_for(request, pk, "file")
    begun = {name: getattr(row, name) for name in COPIED} if row.grade else {
        "grade": row.old_grade, "limit_yuan": row.old_limit_yuan, "terms_days": row.old_terms_days,
    }  # fmt: skip
    return asked(
        request, forms.ChangeForm(given(request), initial=begun),
        lambda told: actions.file_change(row, actions.Form(**told), by=request.user),
        title=_("变更申请表：%s") % row, onward=row.get_absolute_url(), label=_("提交大区审核"),
        told=_("已提交，大区当日审核。"), back=row.get_absolute_url(),
        note=row.opinion and _("退回意见：%s") % row.opinion,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ask_for_more(request, pk: int):
    """Ask the director for one day more."""
    row = change_for(request, pk, "answer")
    return asked(
        request, forms.ReasonForm(given(request)),
        lambda told: actions.ask_for_more(row, by=request.user, **told),
        title=_("请求延期一天：%s") % row, onward=row.get_absolute_url(), label=_("请求"),
        told=_("已请营销总监批准。"), back=row.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def extend(request, pk: int):
    """Grant one day more, once."""
    row = change_for(request, pk, "extend")
    return asked(
        request, forms.ExtendForm(given(request)),
        lambda told: actions.extend(row, by=request.user, **told),
        title=_("批准延期一天：%s") % row, onward=row.get_absolute_url(), label=_("批准延期"),
        told=_("已延期一天。"), back=row.get_absolute_url(), note=row.extension_reason,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def drop(request, pk: int):
    """Leave the grade as it is."""
    row = change_for(request, pk, "file")
    return asked(
        request, forms.ReasonForm(given(request)),
        lambda told: actions.drop_change(row, by=request.user, **told),
        title=_("不作变更：%s") % row, onward=row.get_absolute_url(), label=_("不作变更"),
        told=_("已记录，等级不变。"), back=row.get_absolute_url(),
    )  # fmt: skip

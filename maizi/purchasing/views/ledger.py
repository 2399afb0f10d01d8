"""The supplier ledger: ageing, statements, payments, invoices, closed months."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.money import show_yuan
from maizi.kit.forms import attempt
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, actions, forms, queries
from ..actions.settling import open_entries
from ..pages import BILLS, ENTRIES
from ..rules.ledger import BUCKETS
from .parts import about, days_in, done, fresh_word, of_supplier, reason_in, shown, sound


@require_GET
def payables(request):
    """What is owed to whom, by age."""
    require(access.may_payable(request.user, "view"))
    rows = queries.ageing_of(request.user, timezone.localdate())
    totals = {code: sum(row.buckets[code] for row in rows) for code, _ in BUCKETS}
    context = {
        "rows": rows, "buckets": BUCKETS, "totals": totals, "today": timezone.localdate(),
        "owed": sum(row.owed_yuan for row in rows), "closed": queries.closed_until(),
        "overdue": sum(row.overdue_yuan for row in rows),
        "on_account": sum(row.on_account_yuan for row in rows),
        "may_close": access.may_payable(request.user, "close"), "form": forms.MonthForm(),
    }  # fmt: skip
    return page(request, "purchasing/payables.html", context)


@require_GET
def statement(request, pk: int):
    """A supplier's account between two days: on screen, on paper, as a sheet."""
    row = of_supplier(request, pk)
    require(access.may_payable(request.user, "view"))
    form, today = forms.DaysForm(request.GET), timezone.localdate()
    found = queries.statement(row, *days_in(form, today))
    if request.GET.get("format") == "xlsx":
        return _sheet(request, found)
    context = {
        "row": row, "found": found, "today": today,
        "may_export": access.may_payable(request.user, "export"),
    }  # fmt: skip
    paper = request.GET.get("format") == "paper"
    name = "statement_paper" if paper else "statement"
    return page(request, f"purchasing/{name}.html", context)


def _sheet(request, found):
    require(access.may_payable(request.user, "export"))
    title = _("%s 往来对账单") % found.supplier.name
    record(found.supplier, verb=Verb.EXPORT, by=request.user, reason=title)
    heads = [(_("日期"), "date"), (_("单号"), "text"), (_("种类"), "text"), (_("摘要"), "text"),
             (_("金额"), "amount"), (_("余额"), "amount")]  # fmt: skip
    lines = [[found.starts_on, "", _("期初余额"), "", None, found.opening_yuan]]
    lines += [
        [n.entry.on, n.entry.no, n.entry.get_kind_display(), n.entry.note, n.entry.amount_yuan,
         n.balance_yuan] for n in found.lines
    ]  # fmt: skip
    mark = guard().mark(request.user)
    return sheet_answer(title, columns=heads, rows=lines, ending="xlsx", mark=mark)


@require_http_methods(["GET", "POST"])
def pay(request, pk: int):
    """Pay a supplier, or take money back from it (?back=1)."""
    row, is_back = of_supplier(request, pk), "back" in request.GET
    require(access.may_payable(request.user, "pay"))
    entries = open_entries(row, credits=is_back) if request.method == "POST" else [
        e for e in queries.open_of(row) if (e.open_yuan < 0) == is_back
    ]  # fmt: skip
    initial = {"on": timezone.localdate(), "once": fresh_word(), "way": "bank"}
    form = forms.MoneyForm(request.POST or None, entries=entries, initial=initial)

    def write():
        act = actions.refund if is_back else actions.pay
        form.saved = act(row, form.money(), by=request.user)

    if request.method == "POST" and form.is_valid() and attempt(form, write):
        return done(request, _("已记账：%s") % form.saved, form.saved)
    context = {"row": row, "entries": entries, "form": form, "is_back": is_back}
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/pay.html", context, status=status)


@require_http_methods(["GET", "POST"])
def bill(request, pk: int):
    """Register an invoice of a supplier against what came in."""
    row = of_supplier(request, pk)
    require(access.may_payable(request.user, "bill"))
    documents = queries.open_for_bill(row)
    initial = {"billed_on": timezone.localdate(), "sort": "e_special"}
    form = forms.BillForm(request.POST or None, documents=documents, initial=initial)

    def write():
        form.saved = actions.post_bill(row, form.draft(), by=request.user, leave=form.leave)

    if request.method == "POST" and form.is_valid() and attempt(form, write):
        return done(request, _("发票已登记：%s") % form.saved, form.saved)
    asks = getattr(getattr(form, "refusal", None), "code", "") == "difference"
    context = {"row": row, "documents": documents, "form": form, "asks": asks}
    status = 422 if request.method == "POST" else 200
    return page(request, "purchasing/bill.html", context, status=status)


@require_GET
def bill_shown(request, pk: int):
    row = get_object_or_404(queries.bills_seen(request.user), pk=pk)
    lines = row.lines.select_related("receipt", "document")
    return shown(request, "purchasing/bill_shown.html", about(BILLS, request, row, lines=lines))


@require_GET
def entry(request, pk: int):
    row = _entry(request, pk)
    settled = (row.given if row.amount_yuan < 0 else row.taken).select_related(
        "credit", "debit", "by"
    )
    context = about(
        ENTRIES, request, row, settled=settled, source=queries.source_of(row),
        reversal=getattr(row, "reversal", None), may_pay=access.may_payable(request.user, "pay"),
    )  # fmt: skip
    return shown(request, "purchasing/entry.html", context)


@require_POST
def reverse_entry(request, pk: int):
    row = _entry(request, pk)
    require(access.may_payable(request.user, "pay", row))
    back = actions.reverse(row, by=request.user, reason=reason_in(request))
    return done(request, _("已冲销。"), back)


@require_POST
def allocate(request, pk: int):
    """Set what lies on account against what is owed, oldest first."""
    row = of_supplier(request, pk)
    require(access.may_payable(request.user, "pay"))
    settled = actions.allocate(row, by=request.user)
    return done(request, _("已核销 %s 元。") % show_yuan(settled), row)


@require_POST
def release(request, pk: int):
    row = get_object_or_404(queries.allocations_seen(request.user), pk=pk)
    require(access.may_payable(request.user, "pay"))
    actions.release(row, by=request.user)
    return done(request, _("已取消核销。"), row.credit)


@require_POST
def opening(request, pk: int):
    row = of_supplier(request, pk)
    require(access.may_payable(request.user, "pay"))
    given = sound(forms.OpeningForm(request.POST)).cleaned_data
    actions.post_opening(row, by=request.user, **given)
    return done(request, _("期初已记下。"), row)


@require_POST
def close_month(request):
    require(access.may_payable(request.user, "close"))
    month = sound(forms.MonthForm(request.POST)).cleaned_data["month"]
    row = actions.close_month(month, by=request.user)
    return done(request, _("已结账到 %s。") % row.until, reverse("purchasing:payables"))


@require_POST
def reopen_month(request):
    require(access.may_payable(request.user, "close"))
    actions.reopen_month(by=request.user, reason=reason_in(request))
    return done(request, _("已反结账。"), reverse("purchasing:payables"))


def _entry(request, pk: int):
    rows = access.visible_entries(request.user).select_related("supplier", "posted_by", "reverses")
    return get_object_or_404(rows, pk=pk)

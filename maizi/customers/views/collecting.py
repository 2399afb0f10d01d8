"""Batches with their cards, typing cards beside their pictures, the worklist of appraisers."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.files.queries import headers_for, open_stream, uploads_in
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions
from ..forms.collecting import CardForm
from ..pages import BATCHES
from ..queries import collecting as queries
from ..rules.collecting import read_rating
from ..terms.collecting import CardState, Filing, Relevance

MOST_LISTED = 50
RATED = ("credibility", "usefulness", "relevance", "decision", "reason")


@require_GET
def batch(request, pk: int):
    """One batch: what it is, its cards, its records, what was thought of it."""
    row = get_object_or_404(BATCHES.visible(request.user), pk=pk)
    context = detail_context(BATCHES, request.user, row) | {
        "cards": queries.cards_of(request.user, [row.pk])[:200],
        "counts": queries.card_counts(row),
        "customers": access.visible_customers(request.user).filter(batch=row)[:MOST_LISTED],
        "appraisals": queries.appraisals_of(row),
        "may_appraise": access.may_batch(request.user, "appraise", row),
    }
    return page(request, "customers/batch.html", context)


@require_POST
def photos(request, pk: int):
    """Put pictures of cards into a batch."""
    row = get_object_or_404(BATCHES.visible(request.user), pk=pk)
    require(access.may_batch(request.user, "change", row))
    made = actions.add_photos(row, uploads_in(request).getlist("photos"), by=request.user)
    told = ngettext("已上传 %d 张名片。", "已上传 %d 张名片。", len(made))
    messages.success(request, told % len(made))
    return go(request, row.get_absolute_url())


@require_GET
def next_card(request, pk: int):
    """To the first card that nobody has typed."""
    row = get_object_or_404(BATCHES.visible(request.user), pk=pk)
    require(access.may_batch(request.user, "change", row))
    return _onward(request, row)


@require_http_methods(["GET", "POST"])
def card(request, pk: int):
    """One card: the picture, and the sheet it is typed into."""
    row = _card(request, pk)
    form = CardForm(request.POST or None)
    if form.is_valid():
        try:
            made = _typed(request, row, form)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None,
                           refusal.text(_))  # fmt: skip
            form.refusal = refusal
        else:
            messages.success(request, _("已录入：%s") % made)
            return _onward(request, row)
    cards = queries.cards_of(request.user, [row.batch_id])
    context = {"card": row, "batch": row.batch, "form": form, "cards": cards[:200]}
    return page(request, "customers/card.html", context, status=422 if form.errors else 200)


@require_POST
def skip(request, pk: int):
    row = _card(request, pk)
    actions.close_card(row, None, by=request.user, note=request.POST.get("note", ""))
    return _onward(request, row)


@require_POST
def join(request, pk: int):
    """The company is in the archive already: only the person is added to it."""
    row, form = _card(request, pk), CardForm(request.POST)
    known = number_in(request.POST.get("customer", "")) or 0
    customer = get_object_or_404(access.visible_customers(request.user), pk=known)
    require(access.may(request.user, "change", customer))
    if not form.is_valid():
        raise Refused(_("请先把姓名和号码填对，再加到已有的客户。"))
    if (contact := form.contact(customer)) is None:
        raise Refused(_("请填写姓名，再加到已有的客户。"), field="contact_name")
    actions.join_card(row, contact, by=request.user)
    messages.success(request, _("已把 %(who)s 加到 %(customer)s。") % {
        "who": contact, "customer": customer})  # fmt: skip
    return _onward(request, row)


@require_GET
def picture(request, pk: int):
    """The picture of a card, for those who see its batch."""
    row = get_object_or_404(queries.visible_cards(request.user), pk=pk)
    answer = FileResponse(open_stream(row.file), content_type=row.file.media_type)
    for name, value in headers_for(row.file).items():
        answer[name] = value
    return answer


@require_GET
def worklist(request):
    """What waits for a judgement: one batch or record after the other, rated by keys."""
    require(access.may(request.user, "appraise"))
    context = {
        "batches": queries.waiting_batches(request.user),
        "records": queries.waiting_records(request.user),
        "relevances": Relevance.choices(), "filings": Filing.choices()[1:],
    }  # fmt: skip
    return page(request, "customers/appraisal.html", context)


@require_POST
def appraise_batch(request, pk: int):
    require(access.may(request.user, "appraise"))
    row = get_object_or_404(BATCHES.visible(request.user), pk=pk)
    return _appraised(request, actions.appraise_batch, row)


@require_POST
def appraise_customer(request, pk: int):
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "appraise"))
    return _appraised(request, actions.appraise_customer, row)


def _card(request, pk: int):
    row = get_object_or_404(queries.visible_cards(request.user), pk=pk)
    require(access.may_batch(request.user, "change", row.batch))
    return row


def _typed(request, row, form: CardForm):
    if row.state == CardState.TYPED:
        raise Refused(_("这张名片已经录入。请看下一张。"))
    customer = form.customer(row.batch)
    leave = actions.Leave(is_confirmed=request.POST.get("confirmed") == "yes")
    return actions.type_card(
        row, customer=customer, contact_of=form.contact, by=request.user, leave=leave
    )


def _onward(request, row):
    """The next card that waits, else the batch."""
    following = queries.next_waiting(row)
    if following is not None:
        return go(request, reverse("customers:card", args=[following.pk]))
    done = getattr(row, "batch", row)
    return go(request, done.get_absolute_url())


def _appraised(request, act, row):
    given = {name: request.POST.get(name, "") for name in RATED}
    rating = read_rating(given["credibility"], given["usefulness"], given["relevance"])
    chosen = Filing(given["decision"]) if given["decision"] in set(Filing) else None
    made = act(row, rating=rating, by=request.user, chosen=chosen, reason=given["reason"])
    messages.success(request, _("“%(what)s”：%(decision)s。") % {
        "what": row, "decision": made.get_decision_display()})  # fmt: skip
    return go(request, reverse("customers:appraisal"))

"""Pieces: the list, one of them, its label, and what happens to it."""

import io

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.files.actions import store
from maizi.files.queries import attachments_of, uploads_in
from maizi.files.terms import Purpose
from maizi.history.terms import Verb
from maizi.kernel.ids import number_in
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page, save
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Repair, Unit
from ..pages import ACCEPTANCES, REPAIRS, UNITS
from ..rules.labels import LONGEST
from ..terms import UnitState
from .parts import asked, posted, seen_unit

LINKS = (
    (gettext_lazy("扫码或查找"), "qrcode", "warranty:find", "view"),
    (gettext_lazy("导入"), "upload", "warranty:imports", "import"),
    (gettext_lazy("无档案判定"), "shield-check", "warranty:ask_free", "judge"),
)


@require_GET
def units(request):
    """The list, with the ways to find one and to judge without one."""
    links = [
        {"label": label_, "icon": icon, "url": reverse(name)}
        for label_, icon, name, verb in LINKS if access.may(request.user, verb)
    ]  # fmt: skip
    return list_page(request, UNITS, list_actions=links)


@require_GET
def unit(request, pk: int):
    """One piece: what covers it, what happened to it, what may be done."""
    row = seen_unit(request, pk)
    part = "#drawer" if is_partial(request) else ""
    context = detail_context(UNITS, request.user, row) | queries.unit_shown(request.user, row)
    return page(request, f"warranty/unit.html{part}", context)


@require_GET
def find(request):
    """Somebody types or scans; a single hit opens at once."""
    require(access.may(request.user, "view"))
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = queries.units_called(request.user, text)
    if len(found) == 1:
        return go(request, found[0].get_absolute_url())
    return page(request, "warranty/find.html", {"text": text, "found": found})


@require_GET
def named(request):
    """The serial of what a camera has read, for a box on another page."""
    require(access.may(request.user, "view"))
    serial = queries.serial_read(request.user, request.GET.get("code", ""))
    if not serial:
        raise Http404
    return JsonResponse({"serial": serial})


@require_GET
def scanned(request, code: str):
    """The address behind the code on a label."""
    row = queries.unit_behind(request.user, code)
    if row is None:
        raise Http404
    return go(request, row.get_absolute_url())


@require_GET
def label(request, pk: int):
    """A label to print and to stick on the piece."""
    return page(request, "warranty/label.html", {"row": seen_unit(request, pk)})


@require_GET
def qr(request, pk: int):
    """The code of a label."""
    import segno  # here: few pages draw one, and it takes long to load

    row = seen_unit(request, pk)
    link = request.build_absolute_uri(reverse("warranty:scanned", args=[row.code]))
    buffer = io.BytesIO()
    segno.make(link, error="m").save(buffer, kind="svg", scale=6, border=2)
    return HttpResponse(buffer.getvalue(), content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
def unit_new(request):
    """A new record, begun for the customer whose page sent here."""
    require(access.may(request.user, "add"))
    wanted = number_in(request.GET.get("customer", "")) or 0
    owner = visible_customers(request.user).filter(pk=wanted).first()
    form = form_for(UNITS, user=request.user, row=Unit(customer=owner), names=UNITS.fields,
                    given=posted(request))  # fmt: skip

    def write() -> None:
        save(UNITS, row=form.instance, verb=Verb.CREATE, by=request.user)

    if form.is_bound and taken(form, write):
        messages.success(request, _("设备已建档：%s") % form.instance.serial)
        return go(request, form.instance.get_absolute_url())
    context = {"pages": UNITS, "form": form, "row": None}
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"kit/edit.html{part}", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def repair_new(request, pk: int):
    """A repair of this piece."""
    row = seen_unit(request, pk, "repair")
    fresh = Repair(unit=row, handed_in_at=timezone.localtime().replace(second=0, microsecond=0))
    form = form_for(REPAIRS, user=request.user, row=fresh, names=REPAIRS.fields,
                    given=posted(request))  # fmt: skip

    def write() -> None:
        save(REPAIRS, row=form.instance, verb=Verb.CREATE, by=request.user)

    if form.is_bound and taken(form, write):
        messages.success(request, _("维修已登记：%s") % form.instance.no)
        return go(request, row.get_absolute_url())
    context = {"pages": REPAIRS, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)


@require_GET
def repair(request, pk: int):
    """One repair, with the piece it belongs to."""
    rows = access.visible_repairs(request.user).select_related("unit__product", "created_by")
    row = get_object_or_404(rows, pk=pk)
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"warranty/repair.html{part}", detail_context(REPAIRS, request.user, row))


@require_http_methods(["GET", "POST"])
def exchange(request, pk: int):
    """A new piece for one that no order of ours sold."""
    row = seen_unit(request, pk, "add")
    form = forms.ExchangeForm(posted(request))

    def act(given: dict) -> str:
        fresh = actions.exchange(row, given["serial"], on=given["on"], by=request.user)
        return fresh.get_absolute_url()

    return asked(
        request, form, act, title=_("换货"), unit=row, button_label=_("换货"),
        told=_("已换货，三包有效期从换货日期重新计算。请打印换货戳记页。"),
    )  # fmt: skip


@require_POST
def take_back(request, pk: int):
    """The customer gave it back."""
    row = seen_unit(request, pk, "add")
    actions.take_back(row, by=request.user)
    messages.success(request, _("已记为退货。"))
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def accept(request, pk: int):
    """The receipt of this piece and others of the same customer."""
    row = seen_unit(request, pk, "add")
    others = access.visible_units(request.user).filter(
        customer=row.customer_id, acceptance=None, state=UnitState.IN_USE
    )
    form = forms.AcceptForm(posted(request), uploads_in(request) or None, unit=row, others=others)

    def act(given: dict) -> str:
        image = given["image"] and store(given["image"], by=request.user, purpose=Purpose.PHOTO)
        names = ("works", "result", "instructor", "signed_by", "signature")
        signed = actions.Signed(
            **{name: given[name] for name in names}, at=given["accepted_at"], image=image or None
        )
        return actions.accept(given["units"], signed, by=request.user).get_absolute_url()

    return asked(request, form, act, title=_("安装验收"), unit=row, button_label=_("客户已签字"),
                 told=_("验收单已保存。"), has_files=True)  # fmt: skip


@require_GET
def acceptance(request, pk: int):
    """One receipt with its pieces."""
    rows = access.visible_acceptances(request.user).select_related("customer", "created_by")
    row = get_object_or_404(rows, pk=pk)
    context = detail_context(ACCEPTANCES, request.user, row) | {
        "units": access.visible_units(request.user).filter(acceptance=row)
        .select_related("product"),
        "files": attachments_of(row)[:5],
    }  # fmt: skip
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"warranty/acceptance.html{part}", context)

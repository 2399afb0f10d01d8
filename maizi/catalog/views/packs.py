"""Units, barcodes and pictures of a product."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.files.models import Attachment
from maizi.files.queries import attachments_of, headers_for, open_stream, uploads_in
from maizi.kernel.errors import Refused
from maizi.kit.forms import first_problem
from maizi.kit.http import go

from .. import access, actions, forms, queries
from .parts import changeable_product, told


@require_POST
def add_unit(request, pk: int):
    row = changeable_product(request, pk)
    form = forms.UnitForm(request.POST)

    def add():
        given = form.cleaned_data
        actions.add_unit(
            row, name=given["name"], pieces=given["pieces"], worth=given["worth"],
            by=request.user,
        )  # fmt: skip

    told(request, form, add, _("单位已增加。"))
    return go(request, row.get_absolute_url())


@require_POST
def remove_unit(request, pk: int):
    row = get_object_or_404(queries.units_seen(request.user), pk=pk)
    changeable_product(request, row.product_id)
    actions.remove_unit(row, by=request.user)
    messages.success(request, _("单位已移除。"))
    return go(request, row.product.get_absolute_url())


@require_POST
def add_barcode(request, pk: int):
    """A new barcode; a doubtful check digit is told, and the code kept."""
    row = changeable_product(request, pk)
    form = forms.BarcodeForm(request.POST, product=row)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    _code, warning = actions.add_barcode(row, given["code"], unit=given["unit"], by=request.user)
    if warning:
        messages.warning(request, warning.text(_))
    messages.success(request, _("条码已增加。"))
    return go(request, row.get_absolute_url())


@require_POST
def remove_barcode(request, pk: int):
    row = get_object_or_404(queries.barcodes_seen(request.user), pk=pk)
    changeable_product(request, row.product_id)
    actions.remove_barcode(row, by=request.user)
    messages.success(request, _("条码已移除。"))
    return go(request, row.product.get_absolute_url())


@require_POST
def add_picture(request, pk: int):
    row = changeable_product(request, pk)
    upload = uploads_in(request).get("file")
    if upload is None:
        raise Refused(_("还没有选择图片。"), field="file")
    actions.add_picture(row, upload, by=request.user)
    messages.success(request, _("图片已加入。"))
    return go(request, row.get_absolute_url())


@require_GET
def picture(request, pk: int, picture_id: int):
    """One picture, for the page that shows it."""
    shown = _picture(request, pk, picture_id)
    response = FileResponse(open_stream(shown.file), content_type=shown.file.media_type)
    for name, value in headers_for(shown.file).items():
        response[name] = value
    return response


@require_POST
def remove_picture(request, pk: int, picture_id: int):
    row = changeable_product(request, pk)
    actions.remove_picture(row, _picture(request, pk, picture_id), by=request.user)
    messages.success(request, _("图片已移除。"))
    return go(request, row.get_absolute_url())


def _picture(request, pk: int, picture_id: int) -> Attachment:
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    return get_object_or_404(attachments_of(row).filter(file__dropped_at=None), pk=picture_id)

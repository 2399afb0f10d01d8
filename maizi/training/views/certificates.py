"""Certificates: one's own, one of them, who may work on what (F-52)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Certificate


@require_GET
def mine(request):
    """One's own certificates and classes, on a telephone."""
    require(access.may_train(request.user, "view"))
    return page(request, "training/mine.html", queries.mine(request.user))


@require_GET
def matrix(request):
    """Who may work on what, until when."""
    require(access.may_train(request.user, "view"))
    number = number_in(request.GET.get("page", "")) or 1
    context = {
        "found": queries.matrix_of(request.user, page=number),
        "warn_days": queries.warn_days(),
    }
    return page(request, "training/matrix.html", context)


@require_GET
def certificate(request, pk: int):
    """One certificate."""
    return _shown(request, _certificate(request, pk))


@require_POST
def revoke(request, pk: int):
    """Take a certificate away."""
    row = _certificate(request, pk)
    require(access.may_train(request.user, "manage"))
    form = forms.ReasonForm(request.POST)
    if taken(form, lambda: actions.revoke(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("证书已吊销。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form=form)


def _shown(request, row: Certificate, form=None):
    (held,) = queries.held([row], today=timezone.localdate())
    context = {
        "row": row, "held": held, "form": form or forms.ReasonForm(),
        "may_revoke": access.may_train(request.user, "manage") and row.person_id != request.user.pk,
    }  # fmt: skip
    return page(request, "training/certificate.html", context, status=422 if form else 200)


def _certificate(request, pk: int) -> Certificate:
    rows = access.visible_certificates(request.user).select_related(
        "person__unit", "course", "revoked_by", "attempt__enrolment__training_class",
        "attempt__examiner",
    )  # fmt: skip
    return get_object_or_404(rows, pk=pk)

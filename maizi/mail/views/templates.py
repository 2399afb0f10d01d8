"""Templates of letters."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms
from ..models import LetterTemplate
from ..rules.templates import FIELDS


@require_http_methods(["GET", "POST"])
def templates(request):
    """The templates one can use, and a form for a new one."""
    require(access.may(request.user, "use"))
    return _form(request, LetterTemplate(owner=request.user))


@require_http_methods(["GET", "POST"])
def template_edit(request, pk: int):
    """One template of one's own; removed with act=remove."""
    rows = access.visible_templates(request.user).filter(owner=request.user)
    row = get_object_or_404(rows, pk=pk)
    if request.POST.get("act") == "remove":
        actions.remove_template(row, by=request.user)
        messages.success(request, _("模板已删除。"))
        return go(request, reverse("mail:templates"))
    return _form(request, row)


def _form(request, row: LetterTemplate):
    given = request.POST if request.method == "POST" else None
    form = forms.TemplateForm(given, instance=row)
    if form.is_bound and taken(form, lambda: actions.save_template(row, by=request.user)):
        messages.success(request, _("模板已保存。"))
        return go(request, reverse("mail:templates"))
    rows = access.visible_templates(request.user).select_related("owner")
    context = {"form": form, "row": row, "rows": list(rows[:100]), "fields": list(FIELDS)}
    return page(request, "mail/templates.html", context, status=422 if form.errors else 200)

"""People: list, one person, his form."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts import access, actions
from maizi.accounts.models import User
from maizi.accounts.queries import has_second_factor, recovery_codes_left
from maizi.care.access import may_open_for, visible_hand_overs
from maizi.kit.jinja import page

from .. import queries
from ..forms import PersonForm, PostForm
from .parts import administers, done, form_page

SIGN_INS_SHOWN = 8


@require_GET
def people(request):
    administers(request, "people")
    context = {
        "found": queries.people_page(request.user, request.GET),
        "units": queries.unit_choices(request.user),
        "asked": request.GET,
    }
    return page(request, "setup/people.html", context)


@require_GET
def person(request, pk: int):
    administers(request, "people")
    row = get_object_or_404(access.visible_people(request.user).select_related("unit"), pk=pk)
    posts = access.visible_appointments(request.user).filter(user=row)
    attempts = access.visible_attempts(request.user).filter(username=row.username)
    context = {
        "person": row,
        "contact": queries.contact_of(request.user, row),
        "posts": posts.select_related("role", "unit"),
        "today": timezone.localdate(),
        "post_form": PostForm(user=request.user, initial={"unit": row.unit_id}),
        "has_second_factor": has_second_factor(row),
        "codes_left": recovery_codes_left(row),
        "attempts": attempts[:SIGN_INS_SHOWN],
        "held": access.held_by(row),
        "hand_over": visible_hand_overs(request.user).filter(person=row).first(),
        "may_open": may_open_for(request.user, row),
        "reports": access.visible_people(request.user).filter(superior=row, is_active=True),
    }
    return page(request, "setup/person.html", context)


@require_http_methods(["GET", "POST"])
def person_new(request):
    administers(request, "people")
    initial = {"unit": request.GET.get("unit", "")}
    form = PersonForm(request.POST or None, user=request.user, initial=initial)
    made: dict = {}
    if request.method == "POST" and done(form, lambda: _take_in(request, form.cleaned_data, made)):
        return page(request, "setup/password.html", made)
    return form_page(request, form, {"title": _("新增人员"), "back": "setup:people"})


def _take_in(request, given: dict, made: dict) -> None:
    made["person"] = User(**given)
    made["password"] = actions.create_person(made["person"], by=request.user)


@require_http_methods(["GET", "POST"])
def person_edit(request, pk: int):
    administers(request, "people")
    row = get_object_or_404(access.visible_people(request.user), pk=pk)
    initial = {name: getattr(row, name) for name in PersonForm.base_fields}
    initial |= {"unit": row.unit_id, "superior": row.superior_id}
    form = PersonForm(request.POST or None, user=request.user, person=row, initial=initial)

    def change():
        actions.change_person(row, form.cleaned_data, by=request.user)

    if request.method == "POST" and done(form, change):
        messages.success(request, _("已保存：%s") % row)
        return redirect("setup:person", pk)
    return form_page(request, form, {"title": _("编辑人员"), "back": "setup:person", "back_pk": pk})

"""Design who must agree to what: the list of flows, and one flow with its drawing and dry run."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import visible_people, visible_units
from maizi.kernel.errors import Refused
from maizi.kernel.texts import say
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..actions.definitions import Flawed
from ..models import ApprovalDefinition
from ..rules import Definition, Missing
from ..terms import OPERATORS, ApproverSort, StepMode, Timeout


@dataclass(frozen=True)
class Tried:
    """What a dry run told: for whom, and each step with its people or why there are none."""

    person: object
    steps: list

    @property
    def is_whole(self) -> bool:
        return not any(isinstance(people, Missing) for _, people in self.steps)


@require_GET
def definitions(request):
    require(access.may(request.user, "design"))
    rows = access.visible_definitions(request.user)
    by_subject = [
        (subject, [row for row in rows if row.subject == subject.code])
        for subject in access.subjects()
    ]
    return page(request, "approvals/definitions.html", {"by_subject": by_subject})


@require_http_methods(["GET", "POST"])
def definition(request, pk: int | None = None, subject: str = ""):
    """The designer; each button posts the whole flow, so nothing typed is lost."""
    require(access.may(request.user, "design"))
    row = _row(request, pk, subject)
    if request.method == "GET":
        return _shown(request, row=row, draft=forms.drafted(row))
    act, draft = request.POST.get("act", "save"), _typed(request, row)
    if act == "try":
        return _shown(request, row=row, draft=draft, tried=_tried(request, draft))
    if act != "save":
        changed = forms.edited(draft, act)
        return _shown(request, row=row, draft=changed.draft, line=changed.line)
    try:
        actions.save_definition(row, draft, by=request.user)
    except Refused as refusal:
        return _shown(request, row=row, draft=draft, refusal=refusal)
    messages.success(request, _("已保存“%s”。已经在路上的申请仍按原来的流程走。") % row)
    return go(request, request.path if pk else _address(row))


@require_POST
def switch(request, pk: int):
    require(access.may(request.user, "design"))
    row = get_object_or_404(access.visible_definitions(request.user), pk=pk)
    actions.set_active(row, is_active=not row.is_active, by=request.user)
    told = _("已启用“%s”。") if row.is_active else _("已停用“%s”，不再用于新的申请。")
    messages.success(request, told % row)
    return go(request, _address(None))


def _typed(request, row: ApprovalDefinition) -> Definition:
    """What was posted; name and place go onto the row."""
    row.name = request.POST.get("name", "")[:60]
    position = request.POST.get("position", "")
    row.position = int(position) if position.isdecimal() and len(position) < 5 else row.position
    fields = {field.code: field for field in access.subject_of(row.subject).fields}
    return forms.typed(request.POST, fields)


def _address(row: ApprovalDefinition | None) -> str:
    if row is None:
        return reverse("approvals:definitions")
    return reverse("approvals:definition", args=[row.pk])


def _row(request, pk: int | None, subject: str) -> ApprovalDefinition:
    if pk is not None:
        return get_object_or_404(access.visible_definitions(request.user), pk=pk)
    codes = [subject.code for subject in access.subjects()]
    if subject not in codes:
        raise Http404
    return ApprovalDefinition(subject=subject)


def _tried(request, draft: Definition) -> Tried | None:
    asked = request.POST.get("try-person", "")
    people = visible_people(request.user).filter(is_active=True).select_related("unit")
    person = people.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 20 else None
    return person and Tried(person, queries.dry_run(draft, person))


def _shown(request, *, row, draft: Definition, refusal: Refused | None = None, **more):
    subject = access.subject_of(row.subject)
    flaws = refusal.flaws if isinstance(refusal, Flawed) else []
    named = {a.person_id for step in draft.steps for a in step.approvers if a.person_id}
    named |= {id_ for step in draft.steps for id_ in step.copies}
    people = visible_people(request.user).filter(pk__in=named)
    context = {
        "row": row, "draft": draft, "subject": subject, **more,
        "refused": refusal.text(_) if refusal else "", "refusal": refusal,
        "flaws": _by_place(flaws), "sorts": _choices(ApproverSort),
        "modes": _choices(StepMode), "timeouts": _choices(Timeout),
        "roles": [("", ""), *queries.role_choices()],
        "people": {person.pk: person.name for person in people},
        "units": [(u.path, u.name) for u in visible_units(request.user).filter(is_active=True)],
        "fields": {field.code: field for field in subject.fields},
        "field_choices": [(field.code, _(field.label)) for field in subject.fields],
        "value_choices": {
            field.code: [(value, _(label)) for value, label in field.choices]
            for field in subject.fields
        },
        "operators": {str(sort): _choices(words) for sort, words in OPERATORS.items()},
    }  # fmt: skip
    return page(request, "approvals/definition.html", context, status=422 if refusal else 200)


def _choices(words) -> list[tuple[str, str]]:
    return [(str(word), _(word.label)) for word in words]


def _by_place(flaws) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for flaw in flaws:
        found.setdefault(flaw.place, []).append(say(flaw.text, **dict(flaw.values)).text(_))
    return found

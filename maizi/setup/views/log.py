"""Who signed in, who changed what, and why somebody can see a record."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts import access
from maizi.accounts.access import needs_proof
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit import show
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages.changes import verb_label
from maizi.kit.sheets.answer import sheet_answer

from .. import queries

MOST_EXPORTED = 100_000


@require_GET
def sign_ins(request):
    user = request.user
    require(access.may(user, "administration", "security") or access.may(user, "audit", "read"))
    context = {"found": queries.sign_ins_page(user, request.GET), "asked": request.GET,
               "outcomes": queries.outcomes()}  # fmt: skip
    return page(request, "setup/sign_ins.html", context)


@require_GET
def history(request):
    require(access.may(request.user, "audit", "read"))
    context = {
        "found": queries.log_page(request.user, request.GET),
        "kinds": queries.kinds(request.user),
        "verbs": [(code, verb_label(code)) for code in queries.verbs(request.user)],
        "asked": request.GET,
        "may_export": access.may(request.user, "audit", "export"),
        "label_of": queries.label_of,
        "explained": {entity.code for entity in access.entities() if entity.facts},
    }
    return page(request, "setup/history.html", context)


@needs_proof
@require_POST
def history_export(request):
    require(access.may(request.user, "audit", "export"))
    require(not access.exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"))
    rows = queries.log(request.user, request.GET)[: MOST_EXPORTED + 1]
    entries = list(rows)
    if len(entries) > MOST_EXPORTED:
        raise Refused(_("结果超过 %s 行，请先筛选再导出。") % f"{MOST_EXPORTED:,}")
    ending = "csv" if request.POST.get("format") == "csv" else "xlsx"
    title = _("变更记录 %d 行") % len(entries)
    record_many("history.historyentry", lines=[(None, title, {"rows": [None, len(entries)]})],
                verb=Verb.EXPORT, by=request.user, reason=reason)  # fmt: skip
    lines = (_line(told) for told in queries.in_words(entries, request.user))
    mark = guard().mark(request.user)
    return sheet_answer(_("变更记录"), columns=_columns(), rows=lines, ending=ending, mark=mark)


def _columns() -> list[tuple[str, str]]:
    labels = (_("时间"), _("操作人"), _("动作"), _("对象类型"), _("对象"), _("变更内容"), _("原因"),
              _("请求编号"), _("来源地址"), _("链"), _("链内序号"), _("哈希"))  # fmt: skip
    return [(label, "text") for label in labels]


def _line(told) -> list[str]:
    entry = told.entry
    changes = "\n".join(f"{label}: {old} → {new}" for label, old, new in told.changes)
    return [
        show.when(entry.at), entry.actor_name, told.verb,
        queries.label_of(entry.kind), entry.title, changes, entry.reason,
        entry.request_id, entry.address, entry.chain, str(entry.seq), entry.hash,
    ]  # fmt: skip


@require_GET
def why(request, entity: str, pk: int):
    declared = next((e for e in access.entities() if e.code == entity and e.facts), None)
    if declared is None:
        raise Http404
    user = request.user
    may_ask = access.may(user, "administration", "roles") or access.may(user, "audit", "read")
    facts = declared.facts(None if may_ask else user, pk)
    if facts is None:
        raise Http404
    people = access.visible_people(user)
    asked = request.GET.get("person", "")
    person = get_object_or_404(people, pk=asked) if asked.isdigit() else user
    context = {
        "entity": declared, "facts": facts, "person": person, "people": people,
        "is_titled": declared.facts(user, pk) is not None,
        "explanation": access.why(person, facts, entity=entity),
    }  # fmt: skip
    return page(request, "setup/why.html", context)

"""The designer of a recycling rule, with its dry run; switching and removing one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries, rules
from ..models import RecyclingRule
from ..terms import OPERATORS


@require_http_methods(["GET", "POST"])
def rule_new(request, pk: int):
    pool = get_object_or_404(access.visible_pools(request.user).select_related("unit"), pk=pk)
    require(access.may_administer(request.user, pool))
    return _designer(request, RecyclingRule(pool=pool))


@require_http_methods(["GET", "POST"])
def rule(request, pk: int):
    return _designer(request, _rule(request, pk))


@require_POST
def rule_switch(request, pk: int):
    row = _rule(request, pk)
    actions.switch_rule(row, is_active=not row.is_active, by=request.user)
    told = _("“%s”已启用，今晚开始。") if row.is_active else _("“%s”已停用，它的提醒都已撤销。")
    messages.success(request, told % row)
    return go(request, row.pool.get_absolute_url())


@require_POST
def rule_remove(request, pk: int):
    row = _rule(request, pk)
    actions.remove_rule(row, by=request.user)
    messages.success(request, _("规则已删去。"))
    return go(request, row.pool.get_absolute_url())


def _rule(request, pk: int) -> RecyclingRule:
    rows = access.visible_rules(request.user).select_related("pool__unit")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_administer(request.user, row.pool))
    return row


def _designer(request, row: RecyclingRule):
    """Each button posts the whole rule, so nothing typed is lost."""
    if request.method == "GET":
        return _shown(request, row=row, draft=forms.drafted(row))
    draft, act = forms.typed(request.POST), request.POST.get("act", "save")
    if act not in ("save", "try"):
        return _shown(request, row=row, draft=forms.edited(draft, act))
    try:
        if act == "try":
            return _shown(request, row=row, draft=draft, run=_dry_run(row, draft))
        row.name = draft.name
        actions.save_rule(row, draft.groups, by=request.user)
    except Refused as refusal:
        return _shown(request, row=row, draft=draft, refusal=refusal)
    messages.success(request, _("已保存“%s”，今晚开始按它提醒和收回。") % row)
    return go(request, row.pool.get_absolute_url())


def _dry_run(row: RecyclingRule, draft: forms.Draft) -> queries.DryRun:
    facts = {code: one.fact for code, one in access.recycling_facts().items()}
    rules.require_sound(draft.groups, facts)
    days = queries.warning_days_of(row.pool)
    return queries.dry_run(row.pool, draft.groups, today=timezone.localdate(), warning_days=days)


def _shown(request, *, row: RecyclingRule, draft: forms.Draft, run=None, refusal=None):
    facts = {code: one.fact for code, one in access.recycling_facts().items()}
    context = {
        "row": row, "pool": row.pool, "draft": draft, "run": run, "facts": facts,
        "refused": refusal.text(_) if refusal else "",
        "warning_days": queries.warning_days_of(row.pool),
        "fact_choices": [("", _("请选择字段"))] + [
            (code, _(fact.label)) for code, fact in facts.items()
        ],
        "choices": queries.fact_choices(request.user),
        "operators": {
            str(sort): [(str(word), _(word.label)) for word in words]
            for sort, words in OPERATORS.items()
        },
    }  # fmt: skip
    status = 422 if refusal else 200
    return page(request, "customers/pools_rule.html", context, status=status)

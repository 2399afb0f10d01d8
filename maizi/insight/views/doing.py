"""What is done with a result: a sheet, a kept result, tags, quotes, classes by hand."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maizi.accounts.access import exports_frozen
from maizi.customers import access as customers
from maizi.customers import actions as customer_actions
from maizi.customers.access import visible_customers
from maizi.customers.terms import ValueClass
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.guard import guard
from maizi.kit.http import go, require
from maizi.kit.sheets.answer import sheet_answer
from maizi.sales import access as sales
from maizi.sales import actions as selling
from maizi.sales.queries import left_out

from .. import access, actions, forms, queries
from .seeing import asked_of

MOST_EXPORTED = 100_000
MOST_TAGGED = 1_000


@require_POST
def export(request, which: str):
    """The rows as a sheet; the purpose is asked for and recorded."""
    asked = asked_of(request, which, request.POST)
    require(access.may(request.user, "export") and not exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    found = queries.find(request.user, asked)
    lines = _exported(request, found, asked)
    title = _("分析 %s") % asked.code.label
    told = {"rows": [None, len(lines)]}
    record_many("insight.run", lines=[(None, title, told)], verb=Verb.EXPORT, by=request.user,
                reason=reason)  # fmt: skip
    heads = [(_("名称"), "text"), (_("分组"), "text"), *(
        (label, "number" if sort == "percent" else sort) for label, sort in found.columns
    )]  # fmt: skip
    rows = [[line.name, found.groups.get(line.group, ""), *line.values] for line in lines]
    mark = guard().mark(request.user)
    return sheet_answer(title, columns=heads, rows=rows, ending="xlsx", mark=mark)


def _exported(request, found, asked):
    """The rows of a sheet with their names; refused when there are too many."""
    lines = asked.few_of(found.of_group(asked.group if asked.group in found.groups else ""))
    if len(lines) > MOST_EXPORTED:
        raise Refused(
            _("这里有 %(n)d 行，一次最多导出 %(most)d 行，请先点开一个分组。")
            % {"n": len(lines), "most": MOST_EXPORTED}
        )
    return queries.name_lines(request.user, found, lines)


@require_POST
def keep(request, which: str):
    """Store the result, to compare later ones with."""
    asked = asked_of(request, which, request.POST)
    require(access.may(request.user, "keep"))
    row = actions.keep_result(queries.find(request.user, asked), asked, by=request.user)
    messages.success(
        request, _("结果已保存，以后可以和它比较；最多留最近的 %d 次。") % actions.MOST_KEPT
    )
    return go(request, row.get_absolute_url())


@require_POST
def tag(request, which: str):
    """Put a tag on the ticked customers, or on all of the group: a list to work through."""
    asked = asked_of(request, which, request.POST)
    require(customers.may(request.user, "change"))
    people = _people(request, asked)
    if not people:
        raise Refused(_("这一组里没有您可以修改的客户。"), field="tag")
    with transaction.atomic():
        chosen = _tag(request)
        count = customer_actions.add_tags(
            people, tags=[chosen], by=request.user, note=_("来自分析：%s") % asked.code.label
        )
    told = ngettext("给 %d 个客户打上了标签。", "给 %d 个客户打上了标签。", count) % count
    messages.success(request, told)
    return go(request, f"{reverse('customers:customer_list')}?view=all&f=tags.in.{chosen.pk}")


def _tag(request):
    """The tag that was chosen, or a new one of the name that was typed."""
    if name := request.POST.get("name", "").strip():
        return customer_actions.new_tag(name, by=request.user)
    if not request.POST.get("tag"):
        raise Refused(_("请选一个标签，或写下新标签的名字。"), field="name")
    tags = customers.visible_tags(request.user)
    return get_object_or_404(tags, pk=number_in(request.POST["tag"]) or 0)


@require_POST
def quote(request, which: str):
    """A draft for every ticked customer with the goods of one quote, at each one's own prices."""
    asked = asked_of(request, which, request.POST)
    require(sales.may_quote(request.user, "add"))
    pk = number_in(request.POST.get("quote", "")) or 0
    row = get_object_or_404(sales.visible_quotes(request.user), pk=pk)
    batch = request.POST.get("batch", "")
    people = _people(request, asked)
    if not people:
        raise Refused(_("这一组里没有您可以报价的客户。"))
    made = selling.quote_many(row, people, by=request.user, batch=batch)
    if words := left_out(people, now=timezone.now()):
        messages.warning(request, words)
    told = ngettext("做好了 %d 张报价单草稿。", "做好了 %d 张报价单草稿。", len(made)) % len(made)
    messages.success(request, told)
    return go(request, f"{reverse('sales:quote_list')}?view=all&f=batch.is.{batch.strip()}")


@require_POST
def classify(request, which: str):
    """Set the class of ticked customers by hand, until a day."""
    asked = asked_of(request, which, request.POST)
    require(access.may(request.user, "override"))
    form = forms.ClassForm(request.POST)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused(f"{form[field].label}：{errors[0]}", field=field)
    told = form.cleaned_data
    count = actions.set_class(
        _people(request, asked, only_ticked=True), value_class=ValueClass(told["value_class"]),
        until=told["until"], reason=told["reason"], by=request.user, today=timezone.localdate(),
    )  # fmt: skip
    messages.success(
        request, ngettext("已给 %d 个客户定级。", "已给 %d 个客户定级。", count) % count
    )
    return go(request, f"{reverse('insight:analysis', args=[which])}?{asked.address()}")


def _people(request, asked, *, only_ticked: bool = False):
    """The customers that were ticked; all of the group when none was. Those he may work on."""
    ticked = request.POST.getlist("pk")
    picked = [id_ for one in ticked if (id_ := number_in(one))]
    if not ticked and not only_ticked:
        found = queries.find(request.user, asked)
        picked = [line.id for line in asked.few_of(found.of_group(asked.group)) if line.id]
    if len(picked) > MOST_TAGGED:
        raise Refused(
            _("这一组有 %(n)d 个客户，一次最多处理 %(most)d 个，请勾选其中一部分。")
            % {"n": len(picked), "most": MOST_TAGGED}
        )
    rows = visible_customers(request.user).filter(pk__in=picked).select_related("owner")
    return [row for row in rows if customers.may(request.user, "change", row)]

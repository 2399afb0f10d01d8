"""Keep who decides at a customer, and what customers and people are to each other (B-22)."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, rules
from ..models import Contact, Relation, Standing
from ..terms import DecisionRole, RelationType
from .important import NeedsApproval
from .people import save_contact

MOST_LEVELS = 12
RELATED, PARTED = N_("添加关系"), N_("移除关系")


@transaction.atomic
def save_standing(row: Standing, *, by, is_decider: bool | None = None) -> Standing:
    """Store somebody's roles, influence, leaning and superior at his customer.

    is_decider  whether he decides, which is kept with the contact; None leaves it

    Raises Refused when he would report to himself, to somebody below him, or to a stranger, and
    where the decision-maker of a key account needs approval (A-32).
    """
    customer = row.contact.customer
    if not access.may(by, "change", customer):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % customer)
    codes = set(row.role_codes) - {DecisionRole.DECISION}
    row.roles = ",".join(role for role in DecisionRole if role in codes)
    if row.reports_to_id:
        _refuse_circle(row)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    if is_decider is not None and is_decider != row.contact.is_decision_maker:
        _mark_decider(row.contact, is_decider, by)
    return row


@transaction.atomic
def save_relation(row: Relation, *, by) -> Relation:
    """Store what one customer or person is to another.

    Raises Refused for a relation with oneself, a second parent, a circle of parents, the same
    relation twice, and for ends that the person does not see.
    """
    if not access.may(by, "change", row.first):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % row.first)
    _require_ends(row, by)
    if (row.first_id, row.first_contact_id) == (row.second_id, row.second_contact_id):
        raise Refused(_("不能和自己建立关系。"), field="second")
    if row.type == RelationType.PARENT:
        _require_tree(row)
    same = Relation.objects.filter(
        first=row.first, first_contact=row.first_contact, second=row.second,
        second_contact=row.second_contact, type=row.type,
    )  # fmt: skip
    if same.exclude(pk=row.pk).exists():
        raise Refused(_("这个关系已经有了。"), field="second")
    row.created_by = by
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    _record_at_ends(row, RELATED, [None, str(row)], by)
    return row


@transaction.atomic
def remove_relation(row: Relation, *, by) -> None:
    """End a relation; whoever may change one of its ends may."""
    if not (access.may(by, "change", row.first) or access.may(by, "change", row.second)):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % row.first)
    _record_at_ends(row, PARTED, [str(row), None], by)
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


def _mark_decider(contact: Contact, is_decider: bool, by) -> None:
    contact.is_decision_maker = is_decider
    try:
        save_contact(contact, by=by)
    except NeedsApproval as refusal:
        raise Refused(
            _("大客户的关键决策人须经审核。请在这个联系人的修改页提出申请。"), field="role_codes"
        ) from refusal


def _refuse_circle(row: Standing) -> None:
    bosses = dict(
        Standing.objects.filter(contact__customer=row.contact.customer_id)
        .exclude(contact=row.contact_id)
        .values_list("contact_id", "reports_to_id")
    )
    if row.reports_to.customer_id != row.contact.customer_id:
        raise Refused(_("请从这个客户的联系人里选择。"), field="reports_to")
    if rules.would_circle(row.contact_id, row.reports_to_id, bosses, most=MOST_LEVELS):
        raise Refused(
            _("不能汇报给自己或自己的下级，层级也不能超过 %d 层。") % MOST_LEVELS,
            field="reports_to",
        )


def _require_ends(row: Relation, by) -> None:
    if not access.visible_customers(by).filter(pk=row.second_id).exists():
        raise Refused(_("您看不到这个客户，不能建立关系。请先申请查看。"), field="second")
    for name, contact, customer_id in (
        ("first_contact", row.first_contact, row.first_id),
        ("second_contact", row.second_contact, row.second_id),
    ):
        if contact is None:
            continue
        if contact.customer_id != customer_id or not _sees(by, contact):
            raise Refused(_("请从这个客户的联系人里选择。"), field=name)


def _sees(by, contact: Contact) -> bool:
    return access.visible_contacts(by).filter(pk=contact.pk).exists()


def _require_tree(row: Relation) -> None:
    """One parent each, no circles: groups are trees."""
    if row.first_contact_id or row.second_contact_id:
        raise Refused(_("母公司是客户和客户的关系，请不要选联系人。"), field="type")
    parents = Relation.objects.select_for_update().filter(type=RelationType.PARENT)
    if parents.filter(first=row.first).exclude(pk=row.pk).exists():
        raise Refused(_("“%s”已经有母公司了，请先移除原来的。") % row.first, field="type")
    above, here = {}, row.second_id
    while here is not None and len(above) <= MOST_LEVELS:
        above[here] = parents.filter(first=here).values_list("second_id", flat=True).first()
        here = above[here]
    if rules.would_circle(row.first_id, row.second_id, above, most=MOST_LEVELS):
        raise Refused(
            _("“%s”是它的下级公司，不能反过来做母公司；集团也不能超过 12 层。") % row.second,
            field="second",
        )


def _record_at_ends(row: Relation, verb: str, pair: list, by) -> None:
    for customer in {row.first, row.second}:
        record(customer, verb=verb, by=by, changes={N_("客户关系"): pair})

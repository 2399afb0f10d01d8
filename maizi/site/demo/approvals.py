"""Key accounts of the demo company, and requests about them at every stage."""

from maizi.accounts.models import User
from maizi.approvals import actions
from maizi.approvals.models import ApprovalCase
from maizi.customers.actions import Leave, save_customer
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.history.actions import recorded
from maizi.history.terms import Verb

SELLERS = ("chenmo", "luoyi", "mengfei", "jiangnan")
ACCOUNTS_EACH = 2


def build_approvals(people: dict[str, User]) -> None:
    """Two key accounts for some sellers; a request that waits, one approved, one returned."""
    accounts = {name: _key_accounts(people[name], people["boss"]) for name in SELLERS}
    if not all(accounts.values()):
        return
    first = accounts["chenmo"][0]
    ask(
        first,
        by=people["chenmo"],
        reason="法定代表人已变更，附工商登记",
        legal_representative="王志强",
    )
    second = accounts["luoyi"][0]
    case = ask(
        second, by=people["luoyi"], reason="公司改制，营业执照已换发",
        name=second.name.replace("有限公司", "股份有限公司"),
    )  # fmt: skip
    actions.agree(case, by=people["tangwei"], opinion="执照已核对", digest=case.digest)
    third = accounts["mengfei"][0]
    case = ask(third, by=people["mengfei"], reason="法人换了", legal_representative="李")
    actions.send_back(
        case, by=people["gaoyuan"], opinion="请填法定代表人全名，并说明依据", digest=case.digest
    )


def ask(row: Customer, *, by: User, reason: str, **values) -> ApprovalCase:
    """Change important fields as the customer form does: it asks for approval."""
    row = Customer.objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(row, name, value)
    leave = Leave(is_confirmed=True, change_reason=reason)
    with recorded(row, Verb.CHANGE, by=by):
        save_customer(row, Verb.CHANGE, by=by, leave=leave)
    return ApprovalCase.objects.filter(object_id=row.pk).latest("id")


def _key_accounts(seller: User, boss: User) -> list[Customer]:
    rows = Customer.objects.filter(owner=seller, party_type="enterprise").order_by("pk")
    found = []
    for row in rows[:ACCOUNTS_EACH]:
        with recorded(row, Verb.CHANGE, by=boss, reason="年度大客户名单"):
            row.ka_status = KaStatus.KEY
            save_customer(row, Verb.CHANGE, by=boss, leave=Leave(is_confirmed=True))
        found.append(row)
    return found

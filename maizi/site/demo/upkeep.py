"""Key accounts of the demo company kept up to date: checks that are due, a decision-maker."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals.actions import agree
from maizi.approvals.models import ApprovalCase
from maizi.customers import actions
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus

from .approvals import SELLERS

LONG_AGO, LATELY = timedelta(days=35), timedelta(days=3)
SELLER, APPROVER = "luoyi", "tangwei"


def build_upkeep(people: dict[str, User]) -> None:
    """One account of each seller is to be checked again, another was lately; one decision-maker
    was approved."""
    now = timezone.now()
    for name in SELLERS:
        rows = Customer.objects.filter(owner=people[name], ka_status=KaStatus.KEY).order_by("pk")
        for row, ago in zip(rows[:2], (LONG_AGO, LATELY), strict=False):
            actions.verify(row, by=people[name], now=now - ago)
        actions.ask_verifications(people[name], now=now)
    account = Customer.objects.filter(owner=people[SELLER], ka_status=KaStatus.KEY).last()
    if contact := account and account.contacts.first():
        contact.is_decision_maker = True
        leave = actions.Leave(change_reason="总经理，采购由他拍板")
        actions.save_contact(contact, by=people[SELLER], leave=leave)
        case = ApprovalCase.objects.latest("id")
        agree(case, by=people[APPROVER], digest=case.digest, opinion="与名片一致")

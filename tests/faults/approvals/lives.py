"""What the processes do that decide requests, at the same time or until killed.

Each right way has a wrong one beside it, which has to fail for the test to mean anything.
"""

import json
import os
import random
import time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.approvals import actions
from maizi.approvals.access import Asked, subject_of
from maizi.approvals.models import ApprovalCase, CaseEntry
from maizi.approvals.terms import Act, CaseState, GrantState
from maizi.customers.actions import seed_approvals
from maizi.customers.actions.important import SUBJECT
from maizi.customers.models import Customer
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from tests.faults.gap import hop
from tests.house import House

DECIDERS, CLICKS = 10, 10
HOP_SECONDS = 0.03  # what a wrong way does in two steps lies at least this far apart


def settle(_: str) -> None:
    """A company with a marketing manager who decides."""
    with transaction.atomic():
        house = House()
        house.person("wei", "魏然", house.nanjing, "marketing_manager")
        seed_approvals()


def ask(label: str) -> None:
    """A request about a key account of chen's."""
    _asked(label)


def decider(label_and_number: str) -> None:
    """Click on 同意 again and again, as ten impatient windows would."""
    label, number = label_and_number.split()
    case, wei = _case(label), User.objects.get(username="wei")
    _click(number, lambda: actions.agree(case, by=wei, digest=case.digest))


def careless_decider(label_and_number: str) -> None:
    """Wrong: look whether the case is open, then approve and apply, without a lock."""
    label, number = label_and_number.split()
    case, wei = _case(label), User.objects.get(username="wei")

    @transaction.atomic
    def agree() -> None:
        if ApprovalCase.objects.get(pk=case.pk).state != CaseState.PENDING:
            raise Refused("已经处理过。")
        hop(HOP_SECONDS, people=DECIDERS)
        _apply(case)
        ApprovalCase.objects.filter(pk=case.pk).update(state=CaseState.APPROVED)
        _entry(case, wei)

    _click(number, agree)


def clerk(label: str) -> None:
    """Ask and approve, one case after the other, until killed."""
    wei = User.objects.get(username="wei")
    while True:
        case = _asked(f"{label}{time.monotonic_ns()}")
        actions.agree(case, by=wei, digest=case.digest)
        _ack(str(case.pk))


def hasty_clerk(label: str) -> None:
    """Wrong: the approval in one transaction, its effect in the next."""
    wei = User.objects.get(username="wei")
    while True:
        case = _asked(f"{label}{time.monotonic_ns()}")
        ApprovalCase.objects.filter(pk=case.pk).update(
            state=CaseState.APPROVED, grant=GrantState.APPLIED
        )
        time.sleep(HOP_SECONDS)
        with transaction.atomic():
            _apply(case)
            _entry(case, wei)
        _ack(str(case.pk))


def judge(label: str) -> None:
    """Write down what the books say of the cases with a label."""
    cases = list(ApprovalCase.objects.filter(title__contains=label))
    names = dict(Customer.objects.values_list("pk", "name"))
    applied = CaseEntry.objects.filter(case__in=cases, act=Act.APPLY)
    changed = HistoryEntry.objects.filter(
        kind="customers.customer", verb="change", object_id__in=[c.object_id for c in cases]
    )
    verdict = {
        "approved": [c.pk for c in cases if c.state == CaseState.APPROVED],
        "torn": [
            c.pk for c in cases
            if (c.state == CaseState.APPROVED) != (names[c.object_id] == c.payload["name"])
        ],
        "applied": list(applied.values_list("case_id", flat=True)),
        "changed": list(changed.values_list("object_id", flat=True)),
    }  # fmt: skip
    Path(os.environ["FAULTS_ACKS"]).with_name("verdict").write_text(json.dumps(verdict))


def _asked(label: str) -> ApprovalCase:
    chen = User.objects.get(username="chen")
    row = Customer(name=f"{label}有限公司", owner=chen, org_unit_id=chen.unit_id, ka_status="key")
    row.no, row.sort_name = f"K{row.pk}", row.name
    row.save()
    asked = Asked({"name": f"{label}集团有限公司"}, "工商变更")
    return actions.submit(SUBJECT, row=row, asked=asked, by=chen)


def _case(label: str) -> ApprovalCase:
    return ApprovalCase.objects.get(title__contains=label)


def _click(number: str, agree) -> None:
    dice = random.Random(number)
    for _ in range(CLICKS):
        time.sleep(dice.uniform(0, 0.02))
        try:
            agree()
        except Refused:
            _ack(f"refused {number}")
        else:
            _ack(f"agreed {number}")


def _apply(case: ApprovalCase) -> None:
    row = Customer.objects.get(pk=case.object_id)
    subject_of(SUBJECT).apply(row, case.payload, by=case.applicant, case=case)


def _entry(case: ApprovalCase, wei: User) -> None:
    CaseEntry.objects.create(
        case=case, act=Act.APPLY, by=wei, at=timezone.now(), round=1, digest=case.digest
    )


def _ack(text: str) -> None:
    acks = os.open(os.environ["FAULTS_ACKS"], os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(acks, f"{text}\n".encode())
    os.close(acks)

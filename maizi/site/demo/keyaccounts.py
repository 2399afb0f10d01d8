"""Key accounts of the demo company: graded, on lists, one demoted, one grade change under way."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.accounts.models import Appointment, OrgUnit, Role, User
from maizi.approvals.actions import agree
from maizi.approvals.queries import open_case
from maizi.credit import actions as credit
from maizi.credit.models import CreditAccount
from maizi.credit.terms import CreditGrade, PayWay
from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.keyaccounts import actions
from maizi.keyaccounts.models import Suggestion
from maizi.keyaccounts.terms import Trigger

from .twins import TWINS

# Trade of twelve months in 万元, days between due day and payment by turns, grade and limit.
ACCOUNTS = (
    (620, (0, -3, 2, 0), "a", 900), (540, (0, 1, 0, 9), "a", 700), (310, (0, 2, -5, 0), "b", 400),
    (260, (0, 0, 12, 0), "b", 350), (140, (1, 0, 2, 3), "b", 160), (120, (2, 0, 18, 0), "c", 90),
    (70, (0, 3, 0, 2), "c", 40), (180, (15, 0, 24, 31), "c", 60),
)  # fmt: skip
MOST_LOOKED_AT = 60
BILLS, LATEST = 8, 12  # bills of a year; the last one fell due so many days ago
TEN_THOUSAND = Decimal(10_000)


def build_keyaccounts(people: dict[str, User]) -> None:
    """Eight key accounts with a year of bills; the lists, the demotion, the change follow."""
    office = _posts(people)
    rows = _chosen(near=people["tangwei"].unit)
    for customer, (trade, delays, letter, limit) in zip(rows, ACCOUNTS, strict=False):
        _trade(customer, trade, delays, by=people["shenyan"])
        graded = credit.Graded(CreditGrade(letter), limit * TEN_THOUSAND)
        credit.apply_grade(customer, graded, reason="年度信用评级", by=people["wangxin"])
    actions.review([row.pk for row in rows], today=timezone.localdate())
    _change(rows[3], office, people)
    worse = credit.Graded(CreditGrade.C, 200 * TEN_THOUSAND)
    credit.apply_grade(rows[2], worse, reason="连续两季付款变慢", by=people["wangxin"])
    _letters(by=people["chenmo"])
    row = Suggestion(text="信用等级B的客户第一次超额度，可以先电话提醒再走审批")
    with recorded(row, Verb.CREATE, by=people["linyue"]):
        actions.suggest(row, Verb.CREATE, by=people["linyue"])


def _chosen(near: OrgUnit) -> list[Customer]:
    """Enterprises with an owner and no account yet, made key accounts; those of a region first."""
    rows = Customer.objects.filter(
        owner__isnull=False, party_type="enterprise", archived_at=None, credit_account=None,
        ka_status=KaStatus.NONE,
    ).exclude(name__in=TWINS)  # fmt: skip
    rows = rows.select_related("owner", "org_unit").order_by("-id")[:MOST_LOOKED_AT]
    found = sorted(rows, key=lambda row: not row.org_unit.path.startswith(near.path))
    found = found[: len(ACCOUNTS)]
    for row in found:
        with recorded(row, Verb.CHANGE, by=None, reason="大客户开发成功"):
            row.ka_status = KaStatus.KEY
            row.save(update_fields=["ka_status"])
    return found


def _posts(people: dict[str, User]) -> User:
    """Who files, reviews and signs: tangwei for the district, linyue for the region."""
    top = OrgUnit.objects.get(parent=None)
    for name, code in (("tangwei", "ka_office_district"), ("linyue", "ka_department_region"),
                       ("boss", "ka_centre_hq")):  # fmt: skip
        person = people[name]
        unit = top if name == "boss" else person.unit
        Appointment.objects.get_or_create(
            user=person, role=Role.objects.get(code=code), defaults={"unit": unit}
        )
    return people["tangwei"]


def _trade(customer: Customer, trade: int, delays: tuple[int, ...], *, by: User) -> None:
    today, part = timezone.localdate(), trade * TEN_THOUSAND / BILLS
    for number in range(BILLS):
        due_on = today - timedelta(days=LATEST + 38 * number)
        entry = credit.post_opening(
            customer, amount_yuan=part, on=due_on - timedelta(days=30), due_on=due_on, by=by,
            number=f"FP{due_on:%y%m}K{customer.pk % 1000:03d}",
        )  # fmt: skip
        paid_on = due_on + timedelta(days=delays[number % len(delays)])
        if paid_on <= today:
            credit.post_receipt(
                customer, amount_yuan=part, on=paid_on, way=PayWay.TRANSFER, by=by,
                allocate_to={entry.pk: part},
            )  # fmt: skip


def _change(customer: Customer, office: User, people: dict[str, User]) -> None:
    """An application that headquarters has to sign."""
    row = actions.raise_candidate(
        customer, trigger=Trigger.HAND, why="三季度有一笔货款晚付 12 天", by=office
    )
    form = actions.Form(
        CreditGrade.C, 180 * TEN_THOUSAND, 15, "付款变慢，先收紧额度观察一个季度",
        documents="三季度对账单、年度财务报表", is_below_known=True,
    )  # fmt: skip
    row = actions.file_change(row, form, by=office)
    case = open_case(row._meta.label_lower, row.pk)
    agree(case, by=people["linyue"], opinion="情况属实，同意", digest=case.digest)


def _letters(*, by: User) -> None:
    """Three customers who pay late were written to."""
    today = timezone.localdate()
    late = CreditAccount.objects.filter(oldest_due_on__lt=today - timedelta(days=35))
    for account in late.order_by("oldest_due_on")[:3]:
        text = "请核对附件的对账单并尽快安排付款。如有异议，请三日内告诉我们。"
        credit.send_letter(account, text=text, by=by)

"""What the system knows of the relation with one customer in a period, by indicator (L-12)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum

from maizi.care.queries import Known, cuts_on, known_of
from maizi.complaints.models import Complaint
from maizi.complaints.terms import ENDED, Answer
from maizi.credit.models import CreditAccount
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.terms import ContactChannel
from maizi.development.models import Obligation
from maizi.development.terms.accounts import Side
from maizi.fields.queries import parameters
from maizi.insight.queries.costs import unit_costs
from maizi.insight.queries.live import BACK, NET, PIECES, SOLD
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.texts import N_, Said, say
from maizi.rating.queries import payments_of
from maizi.sales.models import OrderLine, ReturnLine
from maizi.sales.terms import COUNTED, ReturnSort
from maizi.service.models import Ticket

from ..rules import scoring
from ..terms import Indicator

ZERO, CENT = Decimal(0), Decimal("0.01")
YEAR_DAYS, MONTH_DAYS = Decimal("365.25"), Decimal("30.4375")
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one indicator comes to, 0–100 to a hundredth or None for unknown, and from what."""

    value: Decimal | None
    told: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """One customer in one period, and what is known of it."""

    customer: Customer
    days: Days
    known: Known
    full: scoring.Full

    @property
    def length(self) -> int:
        return (self.days[1] - self.days[0]).days + 1

    @property
    def moments(self) -> Q:
        """Nothing but the period, for columns `received_at`."""
        return Q(received_at__date__range=self.days)


def proposals_of(customer: Customer, days: Days) -> dict[Indicator, Proposal]:
    """The nine indicators of a customer. About forty queries, however much there was."""
    today = days[1]
    margin, contacts = parameters("relationship.full_margin", "relationship.full_contacts")
    cuts = cuts_on(today)
    full = scoring.Full(cuts.a_yuan if cuts else None, margin, Decimal(contacts))
    asked = Asked(customer, days, known_of([customer.pk], today=today)[0], full)
    return {one: _rounded(PROPOSERS[one](asked)) for one in Indicator}


def net_in(customer: Customer, days: Days) -> dict[int, tuple[Decimal, Decimal]]:
    """Product -> (pieces, net sales) of one customer, less what came back. Two queries."""
    found: dict[int, tuple[Decimal, Decimal]] = {}
    lines = OrderLine.objects.filter(
        document__customer=customer, document__state__in=COUNTED,
        document__ordered_on__range=days,
    ).order_by().values_list("product")  # fmt: skip
    for product, pieces, net in lines.annotate(moved=Sum(PIECES), net=Sum(SOLD)):
        found[product] = Decimal(str(pieces)), yuan(Decimal(str(net)))
    back = ReturnLine.objects.filter(
        document__order__customer=customer, document__state__in=BACK,
        document__asked_on__range=days,
    ).exclude(document__sort=ReturnSort.EXCHANGE).order_by()  # fmt: skip
    for product, pieces, net in back.values_list("line__product").annotate(
        moved=Sum("quantity"), net=Sum(NET)
    ):
        before = found.get(product, (ZERO, ZERO))
        found[product] = before[0] - pieces, before[1] - yuan(Decimal(str(net)))
    return found


def before(days: Days) -> Days:
    """The period of the same length that ends the day before."""
    last = days[0] - timedelta(1)
    return last - (days[1] - days[0]), last


def _sales(asked: Asked) -> Proposal:
    if asked.known.ordered_on is None:
        return Proposal(None, [say(N_("还没有下过订单"))])
    now = sum((net for _n, net in net_in(asked.customer, asked.days).values()), ZERO)
    then = sum((net for _n, net in net_in(asked.customer, before(asked.days)).values()), ZERO)
    value = scoring.sales_points(
        now, then, year_part=asked.length / YEAR_DAYS, full_yuan=asked.full.sales_yuan
    )
    told = [say(N_("本期净销售额 {now} 元，前一期 {then} 元"), now=show_yuan(now),
                then=show_yuan(then))]  # fmt: skip
    if asked.full.sales_yuan:
        told.append(say(N_("一年 {full} 元（价值等级 A 的下限）得满分"),
                        full=show_yuan(asked.full.sales_yuan)))  # fmt: skip
    return Proposal(value, told)


def _profit(asked: Asked) -> Proposal:
    costs = unit_costs(asked.days)
    sold = net_in(asked.customer, asked.days)
    priced = {product: row for product, row in sold.items() if product in costs}
    net = sum((row[1] for row in priced.values()), ZERO)
    cost = sum((yuan(row[0] * costs[product]) for product, row in priced.items()), ZERO)
    value = scoring.profit_points(net, cost, full=asked.full.margin)
    if value is None:
        return Proposal(None, [say(N_("本期没有知道成本的销售"))])
    told = [say(N_("净销售额 {net} 元，商品成本 {cost} 元，毛利率 {margin}"), net=show_yuan(net),
                cost=show_yuan(cost), margin=_percent((net - cost) / net))]  # fmt: skip
    if missing := len(sold) - len(priced):
        told.append(say(N_("{count} 种商品不知道成本，没有算进去"), count=missing))
    return Proposal(value, told)


def _share(asked: Asked) -> Proposal:
    share = asked.known.share
    if share is None:
        return Proposal(None, [say(N_("客户档案里没有填我方份额"))])
    told = [say(N_("客户档案：我方份额 {share}"), share=_percent(share))]
    if share > 1:
        told.append(say(N_("份额大于 100%，请核对客户档案")))
    return Proposal(scoring.share_points(share), told)


def _payment(asked: Asked) -> Proposal:
    record = payments_of(asked.customer, asked.days[1])
    account = CreditAccount.objects.filter(customer=asked.customer).first()
    grade = account.grade if account else ""
    told = []
    if record.on_time_rate is None:
        told.append(say(N_("24 个月里没有到期的应收")))
    else:
        told.append(say(N_("24 个月到期 {due} 元，按时付 {rate}"), due=show_yuan(record.due_yuan),
                        rate=_percent(record.on_time_rate)))  # fmt: skip
    told.append(say(CreditGrade(grade).chinese) if grade else say(N_("没有信用等级")))
    return Proposal(scoring.payment_points(record.on_time_rate, grade), told)


def _years(asked: Asked) -> Proposal:
    days = asked.known.order_days
    first = days[0] if days else None
    years = Decimal((asked.days[1] - first).days) / YEAR_DAYS if first else None
    due = Obligation.objects.filter(
        agreement__customer=asked.customer, side=Side.CUSTOMER, due_on__range=asked.days
    )
    rows = list(due.values_list("due_on", "done_on"))
    kept = sum(1 for due_on, done_on in rows if done_on and done_on <= due_on)
    told = [say(N_("首次完成订单 {day}"), day=first.isoformat()) if first
            else say(N_("没有完成的订单"))]  # fmt: skip
    told.append(say(N_("协议义务到期 {due} 项，按期履行 {kept} 项"), due=len(rows), kept=kept)
                if rows else say(N_("本期没有到期的协议义务")))  # fmt: skip
    return Proposal(scoring.years_points(years, kept, len(rows)), told)


def _satisfaction(asked: Asked) -> Proposal:
    tickets = Ticket.objects.filter(asked.moments, customer=asked.customer).exclude(score=None)
    marks = list(tickets.values_list("score", flat=True))
    complaints = Complaint.objects.filter(asked.moments, customer=asked.customer)
    answered = list(complaints.exclude(satisfied="").values_list("satisfied", flat=True))
    answers = [one == Answer.YES for one in answered if one in JUDGED]
    nps = asked.known.nps[0] if asked.known.nps else None
    told = []
    if marks:
        told.append(say(N_("服务工单评分 {count} 次，平均 {mean}"), count=len(marks),
                        mean=f"{Decimal(sum(marks)) / len(marks):.1f}"))  # fmt: skip
    if answers:
        told.append(say(N_("投诉回访 {count} 次，满意 {good} 次"), count=len(answers),
                        good=sum(answers)))  # fmt: skip
    if nps is not None:
        told.append(say(N_("最近一次推荐意愿 {nps}"), nps=nps))
    value = scoring.satisfaction_points(marks, answers, nps)
    return Proposal(value, told or [say(N_("本期没有人问过客户是否满意"))])


def _contact(asked: Asked) -> Proposal:
    rows = Activity.objects.filter(
        customer=asked.customer, at__date__range=asked.days, corrects=None
    )
    count = rows.exclude(channel=ContactChannel.NOTE).count()
    people = list(
        Contact.objects.filter(customer=asked.customer)
        .values_list("is_decision_maker", "standing__leaning")
    )  # fmt: skip
    deciders = [leaning for decides, leaning in people if decides]
    leaning = max((int(one or 0) for one in deciders), default=None)
    value = scoring.contact_points(
        count, months=asked.length / MONTH_DAYS, full=asked.full.contacts,
        has_people=bool(people), leaning=leaning,
    )  # fmt: skip
    told = [say(N_("本期联系 {count} 次"), count=count)]
    if deciders:
        told.append(say(N_("认识决策人 {count} 位，态度最好的 {leaning}"), count=len(deciders),
                        leaning=f"{leaning:+d}"))  # fmt: skip
    else:
        told.append(say(N_("联系人里没有标出决策人")))
    return Proposal(value, told)


def _referral(asked: Asked) -> Proposal:
    known = asked.known
    value = scoring.referral_points(known.referrals_of_late, is_joint=known.is_partner)
    told = [say(N_("24 个月里介绍来并下过单的客户 {count} 位"), count=known.referrals_of_late)]
    if known.is_partner:
        told.append(say(N_("有履行中的合伙协议")))
    return Proposal(value, told)


def _complaint(asked: Asked) -> Proposal:
    rows = list(
        Complaint.objects.filter(asked.moments, customer=asked.customer)
        .values_list("state", "satisfied")
    )  # fmt: skip
    ended = sum(1 for state, _answer in rows if state in ENDED)
    heard = [answer for _state, answer in rows if answer in JUDGED]
    good = sum(1 for answer in heard if answer == Answer.YES)
    value = scoring.complaint_points(len(rows), ended, good, len(heard))
    if value is None:
        return Proposal(None, [say(N_("本期没有投诉，这一项不计"))])
    said = say(N_("本期投诉 {count} 件，办结 {ended} 件，问过 {heard} 件、满意 {good} 件"),
               count=len(rows), ended=ended, heard=len(heard), good=good)  # fmt: skip
    return Proposal(value, [said])


def _rounded(found: Proposal) -> Proposal:
    if found.value is None:
        return found
    return Proposal(found.value.quantize(CENT, ROUND_HALF_UP), found.told)


def _percent(part: Decimal) -> str:
    return f"{part * 100:.2f}%"


JUDGED = (Answer.YES, Answer.NO)
PROPOSERS: dict[Indicator, Callable[[Asked], Proposal]] = {
    Indicator.SALES: _sales, Indicator.PROFIT: _profit, Indicator.SHARE: _share,
    Indicator.PAYMENT: _payment, Indicator.YEARS: _years, Indicator.SATISFACTION: _satisfaction,
    Indicator.CONTACT: _contact, Indicator.REFERRAL: _referral, Indicator.COMPLAINT: _complaint,
}  # fmt: skip

"""Conflicts of the demo company: one that came to light in a call, one that was solved."""

from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.care import actions
from maizi.care.models import Conflict
from maizi.complaints.models import Complaint
from maizi.customers.actions import Beside, log_activity
from maizi.customers.models import Activity, Customer
from maizi.customers.terms import ContactChannel, Direction
from maizi.history.actions import recorded

CALL = "客户很生气：周一要的滤芯周五才到，两台机停了三天；下季度的耗材想另找一家。答应明天回话。"
LATE_GOODS = {
    "situation": "客户周一要的滤芯周五才到，备用的那套已经用完，两台机停了三天。",
    "behaviour": "发货排期漏了一天，我们没有打电话；客户三次来电，接电话的同事只说“快了”。",
    "effect": "客户少交一批货，说下一季度的耗材要另找一家。",
}
FOUND = {
    "facts": "仓库周五已备好货，发车单没有打印；三次来电都有记录，没有转给仓库。",
    "our_view": "排期是我们漏的，接电话的人不知道向谁要答复。",
    "their_view": "晚到可以谅解，问不到准信不行：当天知道，还来得及向隔壁厂借。",
    "hidden_need": "停机以前就知道，好安排生产。",
    "misunderstanding": "客户以为我们有货不发，等着别家的大单。",
    "idea": "发货晚一天，系统自动给客户和业务员各发一条短信。",
}
LATE_VISIT = {
    "situation": "保养约在上午九点，师傅下午两点才到。",
    "behaviour": "前一家超时，师傅没有打电话；客户让班组等了一上午。",
    "effect": "客户退回服务单，不肯签字。",
}
AGREED = "以后晚到半小时先打电话；这次保养免上门费，改在周六早上做。"


def build_conflicts(people: dict[str, User]) -> None:
    """Two conflicts of customers of chen's; of the open one more is known by now."""
    chen = people["chenmo"]
    buyers = Customer.objects.filter(owner=chen, pool=None, archived_at=None)
    customer = buyers.filter(orders__isnull=False).order_by("id").first()
    if customer is not None:
        row = _opened(customer, LATE_GOODS, _call(customer))
        with recorded(row, by=chen):
            for name, text in FOUND.items():
                setattr(row, name, text)
            actions.save_conflict(row, "change", by=chen)
    complaint = _complaint(chen, "约好上午来，下午才到")
    if complaint is not None:
        row = _opened(complaint.customer, LATE_VISIT, complaint)
        row = actions.solve_conflict(row, solution=AGREED, trust="better", by=row.owner)
        day = timezone.localdate(complaint.received_at)
        solved = min(day + timedelta(days=4), timezone.localdate())
        Conflict.objects.filter(pk=row.pk).update(opened_on=day, solved_on=solved)


def _call(customer: Customer) -> Activity:
    """The call of yesterday in which it came to light."""
    row = Activity(
        customer=customer, at=timezone.now() - timedelta(days=1), channel=ContactChannel.PHONE,
        direction=Direction.INCOMING, content=CALL,
    )  # fmt: skip
    return log_activity(row, by=customer.owner, beside=Beside(keeps_next=True))


def _complaint(owner: User, title: str) -> Complaint | None:
    """The latest with this title, rather of this owner's customers than of others'."""
    rows = Complaint.objects.filter(
        title=title, customer__owner__isnull=False, customer__pool=None,
        customer__archived_at=None,
    ).select_related("customer__owner__unit").order_by("-received_at")  # fmt: skip
    return rows.filter(customer__owner=owner).first() or rows.first()


def _opened(customer: Customer, told: dict, source: Complaint | Activity) -> Conflict:
    return actions.open_conflict(Conflict(**told), customer, source=source, by=customer.owner)

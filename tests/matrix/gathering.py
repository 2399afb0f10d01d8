"""Group buys of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from maizi.groupbuys import actions, pages
from maizi.groupbuys.models import GroupBuy, GroupBuyPlan, OutreachRecord
from maizi.groupbuys.rules.tiers import Tier
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.house import fresh

VIEWS = ("groupbuy", "groupbuyplan", "outreachrecord", "registration")
MOMENT = "%Y-%m-%dT%H:%M"


class Gathering:
    """Lin's open activity with a registration of chen's customer; chen's plan; chen's advert."""

    def __init__(self, scene):
        lin, chen = fresh(scene.house.lin), fresh(scene.house.chen)
        self.product, now = scene.shelf.product, timezone.now()
        self.draft = self._activity("冬季团购", now, by=lin)
        self.activity = self._activity("秋季团购", now, by=lin)
        GroupBuy.objects.filter(pk=self.activity.pk).update(state="open")
        self.registration, self.token = actions.register(
            self.activity,
            actions.Joining(Decimal(5), "13712345671", True, name="南京团购单位",
                            customer=scene.customer), by=chen,
        )  # fmt: skip
        self.plan = GroupBuyPlan(name="食堂团购", customer=scene.customer)
        save(pages.PLANS, row=self.plan, verb="create", by=chen)
        self.outreach = OutreachRecord(sort="media", name="行业周刊", cost_yuan=800, leads=2)
        save(pages.OUTREACH, row=self.outreach, verb="create", by=chen)
        self.views = {
            name: SavedView.objects.create(kind=f"groupbuys.{name}", owner=chen, name="我的")
            for name in VIEWS
        }

    def _activity(self, name: str, now, *, by) -> GroupBuy:
        row = GroupBuy(
            name=name, product=self.product, list_price_yuan=120, threshold_value=100,
            opens_at=now - timedelta(1), closes_at=now + timedelta(3),
        )  # fmt: skip
        return actions.save_group_buy(row, [Tier(Decimal(1), Decimal(100))], by=by)


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if not url.startswith("groupbuys:"):
        return None
    verb = "cancel" if url == "groupbuys:do" else "link"
    return {"code": scene.gathering.activity.code, "token": scene.gathering.token,
            "verb": verb}.get(name)  # fmt: skip


def _nothing(s) -> dict:
    return {}


def _activity(s) -> dict:
    now = timezone.localtime()
    return {
        "name": "新团购", "product": s.gathering.product.pk, "list_price_yuan": "120",
        "threshold_sort": "quantity", "threshold_value": "10", "deposit_sort": "none",
        "deposit_value": "0", "opens_at": now.strftime(MOMENT),
        "closes_at": (now + timedelta(3)).strftime(MOMENT), "least_1": "1", "price_1": "99",
    }  # fmt: skip


def _plan(s) -> dict:
    return {"name": "礼品团购", "customer": s.winning.boss_customer.pk}


def _outreach(s) -> dict:
    return {"sort": "salon", "name": "沙龙", "on": timezone.localdate().isoformat(),
            "cost_yuan": "10", "leads": "1"}  # fmt: skip


BODIES = {
    "groupbuys:groupbuy_new": _activity,
    "groupbuys:groupbuy_edit": _activity,
    "groupbuys:do": lambda s: {"reason": "停产"},
    "groupbuys:register": lambda s: {
        "customer": s.winning.boss_customer.pk, "quantity": "3", "consent": "on",
        "phone": "13712345672",
    },
    "groupbuys:registration_do": _nothing,
    "groupbuys:groupbuyplan_new": _plan,
    "groupbuys:groupbuyplan_edit": lambda s: {
        "name": "礼品团购", "customer": s.gathering.plan.customer_id},
    "groupbuys:plan_move": lambda s: {"to": "lost", "reason": "改直采"},
    "groupbuys:plan_step": lambda s: {"note": "画了组织结构图"},
    "groupbuys:outreachrecord_new": _outreach,
    "groupbuys:outreachrecord_edit": _outreach,
    "groupbuys:offer": lambda s: {"name": "路人", "phone": "13800000000", "quantity": "1"},
    "groupbuys:mine": lambda s: {"reason": "买多了"},
}  # fmt: skip
for _kind in VIEWS:
    BODIES[f"groupbuys:{_kind}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"groupbuys:{_kind}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"groupbuys:{_kind}_remove_view"] = _nothing
RECORDS = {
    "groupbuys:": lambda s: s.gathering.activity,
    "groupbuys:groupbuy_edit": lambda s: s.gathering.draft,
    "groupbuys:groupbuyplan": lambda s: s.gathering.plan,
    "groupbuys:plan_move": lambda s: s.gathering.plan,
    "groupbuys:plan_step": lambda s: s.gathering.plan.tasks.first(),
    "groupbuys:outreachrecord": lambda s: s.gathering.outreach,
    "groupbuys:registration": lambda s: s.gathering.registration,
}

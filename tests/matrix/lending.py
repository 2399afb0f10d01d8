"""A customer of chen's that tries a pump out; a question of his that lin was asked."""

from datetime import timedelta

from django.utils import timezone

from maizi.catalog.models import Product
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from maizi.presales import actions
from maizi.presales.models import ExpertRequest, Trial
from maizi.presales.pages import TRIALS
from tests.house import fresh


class Lending:
    """What the calls of presales are about."""

    def __init__(self, scene):
        chen, lin = fresh(scene.house.chen), fresh(scene.house.lin)
        self.customer = scene.made("南京试用电子有限公司", scene.house.chen)
        self.product = Product.objects.filter(sort="goods", tracking="none").first()
        self.trial = Trial(customer=self.customer, product=self.product)
        save(TRIALS, row=self.trial, verb="create", by=chen)
        row = ExpertRequest(
            title="露点够不够", question="配哪台冷干机？", customer=self.customer,
            due_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip
        self.request = actions.ask_experts(row, experts=[lin], by=chen)
        self.reply = self.request.replies.get()
        self.views = {
            kind: SavedView.objects.create(
                kind=f"presales.{kind}", owner=scene.house.chen, name="我的"
            )
            for kind in ("trial", "expertrequest")
        }


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if not url.startswith("presales:"):
        return None
    kind = "trial" if url.startswith("presales:trial") else "expertrequest"
    verb = "hear" if kind == "trial" else "answer"
    return {"verb": verb, "view_id": scene.lending.views[kind].pk}.get(name)


def _lent(s) -> dict:
    today = timezone.localdate()
    return {
        "customer": s.lending.customer.pk, "product": s.lending.product.pk, "quantity": "1",
        "lent_on": today.isoformat(), "due_on": (today + timedelta(days=9)).isoformat(),
    }  # fmt: skip


def _asked(s) -> dict:
    due = timezone.localtime() + timedelta(hours=9)
    return {"title": "噪声", "question": "机房要多大", "due_at": f"{due:%Y-%m-%dT%H:%M}",
            "experts": [s.house.boss.pk]}  # fmt: skip


BODIES = {
    "presales:trial_new": _lent,
    "presales:trial_of": _lent,
    "presales:trial_do": lambda s: {"liking": "likes", "text": "安静"},
    "presales:request_of": _asked,
    "presales:request_invite": lambda s: {"experts": [s.house.boss.pk]},
    "presales:request_close": lambda s: {"text": "已转告"},
    "presales:reply_do": lambda s: {"text": "够"},
    "presales:reply_share": lambda s: {},
    **{
        f"presales:{kind}_{verb}": body
        for kind in ("trial", "expertrequest")
        for verb, body in {
            "export": lambda s: {"reason": "月报", "format": "csv"},
            "save_view": lambda s: {"name": "新视图"},
            "remove_view": lambda s: {},
        }.items()
    },
}  # fmt: skip
RECORDS = {
    "presales:trial": lambda s: s.lending.trial,
    "presales:trial_of": lambda s: s.lending.customer,
    "presales:expertrequest": lambda s: s.lending.request,
    "presales:request": lambda s: s.lending.request,
    "presales:request_of": lambda s: s.lending.customer,
    "presales:reply": lambda s: s.lending.reply,
}

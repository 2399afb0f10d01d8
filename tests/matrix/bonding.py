"""A customer of chen's with an evaluation of the relation that is being filled in."""

from datetime import timedelta

from django.utils import timezone

from maizi.catalog.models import Category
from maizi.kit.models import SavedView
from maizi.relationship import actions
from maizi.relationship.models import BenefitLink, Promise, TrialUser
from tests.house import fresh


class Bonding:
    """What the calls of relationship are about."""

    def __init__(self, scene):
        chen, last = fresh(scene.house.chen), timezone.localdate() - timedelta(days=1)
        self.customer = scene.made("南京长久电子有限公司", scene.house.chen)
        self.other = scene.made("南京待评估电子厂", scene.house.chen)
        self.row = actions.begin(
            self.customer, starts_on=last - timedelta(days=180), ends_on=last, by=chen
        )
        self.promise = actions.promise(
            Promise(text="月底前送一套备用滤芯", promised_by=chen, promised_on=last,
                    due_on=last + timedelta(days=9)), self.customer, by=chen,
        )  # fmt: skip
        self.view = SavedView.objects.create(
            kind="relationship.evaluation", owner=scene.house.chen, name="我的"
        )
        self.link = actions.open_link(
            BenefitLink(other_name="市第一医院", need="缺设备"), self.customer, by=chen
        )
        self.trial = actions.begin_trial(
            TrialUser(reason="肯提意见", since=last), self.customer, by=chen
        )
        self.category = Category.objects.create(
            name="伙伴滤芯", path_name="伙伴滤芯", path="/bonding/"
        )
        self.views = {
            name: SavedView.objects.create(
                kind=f"relationship.{name}", owner=scene.house.chen, name="我的"
            )
            for name in ("promise", "benefitlink", "trialuser")
        }


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if not url.startswith("relationship:"):
        return None
    found = {"verb": "fill", "view_id": scene.bonding.view.pk}
    for kind, view in scene.bonding.views.items():
        if url.startswith(f"relationship:{kind}"):
            found = {"verb": "keep", "view_id": view.pk}
    found["name"] = "goals" if url == "relationship:change" else "study"
    return found.get(name)


def _today() -> str:
    return timezone.localdate().isoformat()


def _entry() -> dict[str, str]:
    return {"state": "done", "text": "看了用气曲线", "on": _today()}


def _days() -> dict[str, str]:
    last = timezone.localdate() - timedelta(days=1)
    return {"starts_on": (last - timedelta(days=90)).isoformat(), "ends_on": last.isoformat()}


BODIES = {
    "relationship:evaluation_new": lambda s: _days(),
    "relationship:evaluation_do": lambda s: {
        "problems": "付款慢", "strategy": "每月上门",
        **{f"mark_{mark.indicator}": "50" for mark in s.bonding.row.marks.all()},
        **{f"mark_{mark.indicator}_reason": "面谈" for mark in s.bonding.row.marks.all()},
    },
    "relationship:promise_new": lambda s: {
        "text": "周五前报价", "promised_by": s.house.chen.pk, "promised_on": _today(),
        "due_on": _today(),
    },
    "relationship:promise_do": lambda s: {"on": _today(), "outcome": "送到了"},
    "relationship:step": lambda s: _entry(),
    "relationship:change": lambda s: _entry(),
    "relationship:link_new": lambda s: {"other_name": "检测中心", "need": "缺", "state": "found"},
    "relationship:benefitlink_edit": lambda s: {
        "other_name": "市第一医院", "need": "缺设备和人", "state": "arranging",
    },
    "relationship:trial_new": lambda s: {"reason": "肯提意见", "since": _today()},
    "relationship:trial_end": lambda s: {"on": _today(), "heard": "再安静些"},
    "relationship:spend": lambda s: {
        "category": s.bonding.category.pk, "yearly_yuan": "1000", "heard_from": "年报",
        "on": _today(),
    },
    "relationship:offer": lambda s: {"text": "按季打包", "is_bundle": "on", "on": _today()},
    "relationship:summary_begin": lambda s: {"quarter": ""},
    "relationship:summary_file": lambda s: {},
    **{
        f"relationship:{kind}_{verb}": body
        for kind in ("promise", "benefitlink", "trialuser")
        for verb, body in {
            "export": lambda s: {"reason": "月报", "format": "csv"},
            "save_view": lambda s: {"name": "新视图"},
            "remove_view": lambda s: {},
        }.items()
    },
    "relationship:evaluation_export": lambda s: {"reason": "月报", "format": "csv"},
    "relationship:evaluation_save_view": lambda s: {"name": "新视图"},
    "relationship:evaluation_remove_view": lambda s: {},
}  # fmt: skip
RECORDS = {
    "relationship:": lambda s: s.bonding.row,
    "relationship:evaluation_new": lambda s: s.bonding.other,
    "relationship:promise": lambda s: s.bonding.promise,
    "relationship:promise_new": lambda s: s.bonding.customer,
    "relationship:step": lambda s: s.bonding.customer,
    "relationship:one": lambda s: s.bonding.customer,
    "relationship:spend": lambda s: s.bonding.customer,
    "relationship:offer": lambda s: s.bonding.customer,
    "relationship:link_new": lambda s: s.bonding.customer,
    "relationship:benefitlink": lambda s: s.bonding.link,
    "relationship:trialuser": lambda s: s.bonding.trial,
    "relationship:trial_new": lambda s: s.bonding.other,
    "relationship:trial_end": lambda s: s.bonding.trial,
    "relationship:summary_begin": lambda s: s.bonding.other,
    "relationship:summary_file": lambda s: s.bonding.row,
}

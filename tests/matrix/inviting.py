"""Events of the scene: chen's, planned, with people invited, on the day, and over."""

from datetime import timedelta

from django.utils import timezone

from maizi.events import actions
from maizi.events.models import Event
from maizi.events.pages import EVENTS
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.house import fresh


class Inviting:
    """What chen has planned, and whom he has invited."""

    def __init__(self, scene):
        self.chen = fresh(scene.house.chen)
        self.customer = scene.made("南京受邀设备有限公司", scene.house.chen)
        self.others = [scene.made(f"南京来宾{n}厂", scene.house.chen) for n in range(3)]
        self.planned, self.open = self.event("筹备中的活动"), self.event("邀请中的活动")
        self.today = self.event("今天的活动")
        for row in (self.open, self.today):
            actions.open_event(row, by=self.chen)
        self.row = self.invited(self.open, self.customer)
        self.spare = self.invited(self.open, self.others[0])
        self.token = actions.hand_link(self.row, by=self.chen)
        self.guest = self.invited(self.today, self.customer)
        self.come = self.invited(self.today, self.others[1])
        moment = timezone.now() - timedelta(minutes=5)
        Event.objects.filter(pk=self.today.pk).update(starts_at=moment)
        actions.check_in(self.come, by=self.chen)
        view = SavedView.objects.create(kind="events.event", owner=scene.house.chen, name="我的")
        self.views = {"event": view}

    def event(self, name: str) -> Event:
        row = Event(name=name, sort="salon", goal="答谢", place="南京", words="欢迎",
                    starts_at=timezone.now() + timedelta(days=3))  # fmt: skip
        save(EVENTS, row=row, verb="create", by=self.chen)
        return row

    def invited(self, event: Event, customer):
        return actions.invite(event, [(customer, None)], by=self.chen)[0]


RECORDS = {
    "events:": lambda s: s.inviting.open,
    "events:open": lambda s: s.inviting.planned,
    "events:close": lambda s: s.inviting.today,
    "events:hand": lambda s: s.inviting.row,
    "events:told": lambda s: s.inviting.row,
    "events:drop": lambda s: s.inviting.spare,
    "events:tick": lambda s: s.inviting.guest,
    "events:untick": lambda s: s.inviting.come,
}
BODIES = {
    "events:event_new": lambda s: {
        "name": "新活动",
        "sort": "salon",
        "place": "南京",
        "minutes": "60",
        "starts_at": _later(),
        "budget_yuan": "0",
    },
    "events:event_edit": lambda s: {
        "name": "改名",
        "sort": "salon",
        "place": "南京",
        "minutes": "60",
        "goal": "答谢",
        "starts_at": _later(),
        "budget_yuan": "0",
        "owner": s.house.chen.pk,
    },
    "events:invite": lambda s: {"customer": s.inviting.others[2].pk},
    "events:open": lambda s: {},
    "events:told_off": lambda s: {},
    "events:tell_again": lambda s: {},
    "events:send": lambda s: {},
    "events:close": lambda s: {"cost_yuan": "100", "opinions": "好", "result": "两家要报价"},
    "events:cancel": lambda s: {"reason": "改期"},
    "events:drop": lambda s: {},
    "events:hand": lambda s: {},
    "events:told": lambda s: {"answer": "yes"},
    "events:tick": lambda s: {},
    "events:untick": lambda s: {},
    "events:ticket": lambda s: {},
    "events:reply": lambda s: {"answer": "yes", "companions": "1"},
    "events:event_export": lambda s: {"reason": "月报", "format": "csv"},
    "events:event_save_view": lambda s: {"name": "新视图"},
    "events:event_remove_view": lambda s: {},
}


def argument(scene, url: str, name: str):
    """Values for the arguments of the pages of events."""
    if not url.startswith("events:"):
        return None
    return {"token": scene.inviting.token, "code": scene.inviting.guest.ticket}.get(name)


def _later() -> str:
    moment = timezone.localtime(timezone.now() + timedelta(days=2))
    return moment.strftime("%Y-%m-%dT%H:%M")

"""A meeting as it goes on, step by step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.accounts.models import User
from maizi.kit.pages import save
from maizi.meetings import actions
from maizi.meetings.models import Meeting
from maizi.meetings.pages import MEETINGS
from tests.house import fresh


class Gathering:
    """Lin's meetings with chen and xu."""

    def __init__(self, house):
        self.house = house
        self.lin, self.chen, self.xu = fresh(house.lin), fresh(house.chen), fresh(house.xu)
        self.customer = house.customer("华宁科技有限公司", house.lin)

    def meeting(self, *, by: User | None = None, **values) -> Meeting:
        values = {
            "title": "华宁年度回顾", "purpose": "定下明年的服务方案", "needed": "今年的维修记录",
            "starts_at": timezone.now() + timedelta(days=1), "customer": self.customer,
        } | values  # fmt: skip
        row = Meeting(**values)
        save(MEETINGS, row=row, verb="create", by=by or self.lin)
        return row

    def prepared(self, **values) -> Meeting:
        """With people and a point, the agenda not sent."""
        row = self.meeting(**values)
        actions.add_people(row, [self.chen, self.xu], by=self.lin)
        actions.add_point(row, title="维修记录", minutes=20, by=self.lin)
        row.refresh_from_db()
        return row

    def ready(self, **values) -> Meeting:
        row = self.prepared(**values)
        actions.send_agenda(row, by=self.lin)
        return actions.make_ready(row, by=self.lin)

    def held(self, **values) -> Meeting:
        """Begun, attended, summed up."""
        row = actions.start_meeting(self.ready(**values), by=self.lin)
        people = list(row.participants.values_list("pk", flat=True))
        actions.note_attendance(row, attended=people, spoke=people[:1], by=self.lin)
        for point in row.points.all():
            actions.summarise(point, actions.Summary("三次停机，都是滤芯"), by=self.lin)
        return row

    def over(self, *owners: User, due: int = 7, **values) -> Meeting:
        """Ended, with an action for each of these people."""
        row = self.held(**values)
        day = timezone.localdate() + timedelta(due)
        for owner in owners:
            actions.agree(row, text=f"{owner.name}的行动", owner=owner, due_on=day, by=self.lin)
        return actions.end_meeting(row, conclusion="换滤芯，季度巡检", by=self.lin)


@pytest.fixture
def gathering(house) -> Gathering:
    return Gathering(house)

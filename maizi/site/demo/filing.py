"""Who keeps the filed forms of the demo company, and the sheets of what was closed (F-53)."""

from maizi.accounts.models import OrgUnit, User
from maizi.fields.actions import add_keeper
from maizi.service.actions import file_sheet
from maizi.service.models import Ticket
from maizi.service.terms import State

KEEPERS = ("客户服务部", "丰谷机电")  # after-sales, and the office of the headquarters
MOST = 4


def build_filing(people: dict[str, User]) -> None:
    """Two keepers, and the newest closed tickets filed by who looks after the desk."""
    units = {unit.name: unit for unit in OrgUnit.objects.filter(name__in=KEEPERS)}
    for name in KEEPERS:
        add_keeper(units[name], by=people["admin"])
    desk = User.objects.get(pk=people["wuhan"].pk)
    for row in Ticket.objects.filter(state=State.CLOSED).order_by("-ended_at")[:MOST]:
        file_sheet(row, by=desk)

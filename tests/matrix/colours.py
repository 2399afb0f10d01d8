"""Key-account lists of the scene, with a body for everything that can be done to them."""

from decimal import Decimal

from maizi.approvals import actions as approving
from maizi.approvals.queries import open_case
from maizi.credit.terms import CreditGrade
from maizi.customers.terms import KaStatus
from maizi.keyaccounts import actions
from maizi.keyaccounts.models import KeyAccount, Suggestion
from maizi.keyaccounts.terms import Trigger
from maizi.kit.models import SavedView
from tests.house import fresh

LISTS = ("keyaccount", "gradechange", "suggestion")


class Colours:
    """Two key accounts of chen's: one waits for a decision, with a candidate for another grade;
    the change of the other is at headquarters."""

    def __init__(self, house):
        actions.seed_approvals()
        qu = fresh(house.person("qu", "曲处长", house.nanjing, "ka_office_district"))
        house.person("du", "杜部长", house.hq, "ka_department_region")
        house.person("zong", "宗主任", house.hq, "ka_centre_hq")
        asked = house.customer("南京待判有限公司", house.chen, ka_status=KaStatus.KEY)
        moved = house.customer("南京送审有限公司", house.chen, ka_status=KaStatus.KEY)
        self.customer = moved
        self.key = KeyAccount.objects.create(customer=asked, colour="green", due=2, asks=True)
        self.candidate = actions.raise_candidate(asked, trigger=Trigger.HAND, why="复评", by=qu)
        change = actions.raise_candidate(moved, trigger=Trigger.HAND, why="复评", by=qu)
        form = actions.Form(CreditGrade.C, Decimal(1000), 15, "付款变慢")
        change = actions.file_change(change, form, by=qu)
        case = open_case(change._meta.label_lower, change.pk)
        approving.agree(case, by=fresh(house.lin), opinion="同意", digest=case.digest)
        self.change = change
        self.suggestion = Suggestion(text="信用等级C的账期可以再短一些")
        actions.suggest(self.suggestion, "create", by=qu)
        self.views = {
            name: SavedView.objects.create(
                kind=f"keyaccounts.{name}", owner=house.chen, name="我的"
            )
            for name in LISTS
        }


BODIES = {
    "keyaccounts:decide": lambda s: {"is_demoted": "", "reason": "换了系统"},
    "keyaccounts:propose": lambda s: {"reason": "复评"},
    "keyaccounts:file": lambda s: {
        "grade": "c", "limit_yuan": "1000", "terms_days": "15", "reason": "付款变慢"},
    "keyaccounts:more": lambda s: {"reason": "出差"},
    "keyaccounts:extend": lambda s: {"reason": "出差"},
    "keyaccounts:drop": lambda s: {"reason": "已经改善"},
    "keyaccounts:answer": lambda s: {"is_taken": "yes", "text": "下季度执行"},
    "keyaccounts:suggestion_new": lambda s: {"text": "宽限再短一些"},
}  # fmt: skip
for _name in LISTS:
    BODIES[f"keyaccounts:{_name}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"keyaccounts:{_name}_remove_view"] = lambda s: {}
    if _name != "suggestion":
        BODIES[f"keyaccounts:{_name}_export"] = lambda s: {"reason": "月报", "format": "csv"}
RECORDS = {
    "keyaccounts:propose": lambda s: s.colours.customer,
    "keyaccounts:file": lambda s: s.colours.candidate,
    "keyaccounts:drop": lambda s: s.colours.candidate,
    "keyaccounts:more": lambda s: s.colours.change,
    "keyaccounts:extend": lambda s: s.colours.change,
    "keyaccounts:gradechange": lambda s: s.colours.change,
    "keyaccounts:suggestion": lambda s: s.colours.suggestion,
    "keyaccounts:answer": lambda s: s.colours.suggestion,
    "keyaccounts:": lambda s: s.colours.key,
}

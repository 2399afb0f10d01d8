"""What group buying makes known: rights, numbers, parameters, news, clocks."""

from maizi.accounts.access import Entity
from maizi.clocks.access import ClockKind
from maizi.clocks.terms import BreachAction
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_
from maizi.privacy.access import PublicForm

GROUP_BUY = Entity(
    "groupbuy",
    N_("团购活动"),
    {
        "read": N_("查看"),
        "register": N_("代客户登记"),
        "add": N_("策划活动"),
        "change": N_("修改、下单与结清"),
        "export": N_("导出"),
    },
)
PLAN = Entity(
    "groupbuyplan",
    N_("团购客户开发计划"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("编写与推进"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("groupbuy", N_("团购活动号"), NumberShape("TG"))
SUBJECT = "groupbuys.activity"
REFUND_SOURCE, LEAVING_SOURCE = "groupbuys.refund", "groupbuys.leaving"
AGREEMENT_SOURCE, STEP_SOURCE = "groupbuys.agreement", "groupbuys.step"
DAYS, TIMES = N_("天"), N_("次")
PARAMETERS = (
    Parameter(
        "gb.refund_days", N_("团购未成后几天内退订金"), Section.DEVELOPMENT, Sort.INTEGER, 7,
        unit=DAYS, rule="B-11", least=1, most=60,
    ),
    Parameter(
        "gb.agreement_days", N_("开发成功后几天内签合作协议"), Section.DEVELOPMENT, Sort.INTEGER,
        15, unit=DAYS, rule="B-12", least=1, most=90,
    ),
    Parameter(
        "gb.public_daily", N_("同一来源每天最多团购登记"), Section.DEVELOPMENT, Sort.INTEGER, 20,
        unit=TIMES, rule="B-11", least=1, most=1000,
        note=N_("没有 JavaScript 的浏览器改做一道加法，每天最多 3 次。"),
    ),
)  # fmt: skip
EVENTS = (
    EventKind("groupbuys.reached", N_("团购达成或回到登记中"), by_mail=True),
    EventKind("groupbuys.ended", N_("团购批准、未达成或取消"), by_mail=True),
    EventKind("groupbuys.leaving", N_("有客户申请退出团购"), by_mail=True),
    EventKind("groupbuys.late", N_("订金退款或合作协议超期"), by_mail=True, is_urgent=True),
)
CLOCKS = (
    ClockKind(REFUND_SOURCE, N_("退还团购订金"), on_breach=BreachAction.ESCALATE),
    ClockKind(AGREEMENT_SOURCE, N_("签订合作协议"), on_breach=BreachAction.ESCALATE),
)
PUBLIC_FORM = PublicForm(
    "groupbuys", "gb.public_daily",
    often=N_("今天从这里登记的次数已满。请明天再来，或直接联系我们。"),
    used=N_("这张表已经提交过了，请用登记后给您的页面查看。"),
    takes_sums=True,
)  # fmt: skip

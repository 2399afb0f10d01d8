"""What spare parts make known: rights, numbers, parameters, news."""

from decimal import Decimal

from maizi.accounts.access import Entity
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Basis, Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

SPARE = Entity(
    "spare",
    N_("备件计划"),
    {
        "read": N_("查看"),
        "plan": N_("编制计划"),
        "setup": N_("维护用量表、区域和历史用量"),
        "import": N_("导入"),
        "export": N_("导出"),
    },
)
NUMBERS = NumberKind("part_plan", N_("备件计划号"), NumberShape("BJ"))
SUBJECT = "parts.plan"
PIECES = N_("件")
PARAMETERS = (
    Parameter(
        "spare.prior_weight", N_("备件故障概率的先验权重"), Section.SERVICE, Sort.INTEGER, 200,
        unit=PIECES, source="S003§14.4", rule="F-60", least=1, most=1_000_000,
        note=N_("原来的概率相当于多少件的经验。"),
    ),
    Parameter(
        "spare.sales_share", N_("计划销售计入保有量的比例"), Section.SERVICE, Sort.PERCENT,
        Decimal("0.5"), source="S003§14.4", rule="F-60", basis=Basis.METHOD, least=0, most=1,
    ),
)  # fmt: skip
DECIDED = EventKind("parts.decided", N_("备件计划批准、退回或生效"), by_mail=True)
TO_ORDER = EventKind("parts.to_order", N_("备件计划生效，缺的备件要采购"))

"""Solution sheets: beside their document, at the piece that was sold, on paper (F-1)."""

from django.utils.translation import gettext

from maizi.fields.access import Document as Printed
from maizi.fields.access import Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Order, Quote, Solution
from ..rules.solutions import PARTS, missing_in
from .prints import LINE, PRINTS

SAMPLE = {
    "单号": "SO202611-000031", "客户名称": "南京华宁机电设备有限公司", "业务员": "陈默",
    "日期": "2026-11-24",
    "客户需求": "喷涂线三班用气，每分钟 6 立方，要压力露点 3 度；夜里不能吵。",
    "解决方案": "一台 BK45-8 加一台 SD-10 冷干机，机房加隔音板；夜班自动降速。",
    "使用方法": "开机前看油位和排水；先开冷干机，五分钟后开空压机。",
    "日常维护": "每班排水一次；2000 小时换油和油滤，4000 小时换油气分离器。",
    "明细": [{"序号": "1", "品名规格": LINE["品名规格"], "单位": "台", "数量": "2"}],
}  # fmt: skip


def solution_beside(user, row: Quote | Order) -> dict:
    """The sheet of a quote or an order, what it lacks, whether it may be written. One query."""
    sheet = Solution.objects.filter(
        **{"quote" if isinstance(row, Quote) else "order": row}
    ).select_related("by").first()  # fmt: skip
    return {
        "solution": sheet, "solution_lacks": lacks_of(sheet),
        "may_write_solution": access.may_write_solution(user, row),
    }  # fmt: skip


def lacks_of(sheet: Solution | None) -> list[str]:
    """What nobody has written yet, in the language of whoever reads."""
    if sheet is None:
        return []
    told = {name: getattr(sheet, name) for name in PARTS}
    return [gettext(PARTS[name]) for name in missing_in(told)]


def solution_of_line(line_id: int | None) -> Solution | None:
    """The sheet of the order that a piece was sold with, for who serves it. One query, or none.

    Whoever may see the piece may read it: it says how the piece is used and looked after.
    """
    if line_id is None:
        return None
    return Solution.objects.filter(order__lines=line_id).select_related("order").first()


def parts_of(sheet: Solution) -> list[tuple[str, str]]:
    """(label, text) of the written parts; labels are message ids."""
    return [(label, text) for name, label in PARTS.items() if (text := getattr(sheet, name))]


def solution_values(user, row: Solution) -> dict:
    """Every value of a sheet by its name. One query."""
    document = row.document
    return {
        "单号": document.no, "客户名称": document.customer.name, "业务员": document.owner.name,
        "日期": show.day(row.changed_at), "客户需求": row.needs, "解决方案": row.solution,
        "使用方法": row.use, "日常维护": row.upkeep,
        "明细": [
            {"序号": str(n), "品名规格": line.name, "单位": line.unit,
             "数量": show.number(line.quantity)}
            for n, line in enumerate(document.lines.all(), 1)
        ],
    }  # fmt: skip


SOLUTION_PRINT = Printed(
    model=Solution, label=N_("解决方案单"),
    visible=lambda user: access.visible_solutions(user).select_related(
        "quote__customer", "quote__owner", "order__customer", "order__owner"
    ),
    unmasked=lambda user, row: True, context=solution_values, sample=SAMPLE,
    shipped=(Shipped(N_("解决方案单"), TemplateSort.LAYOUT,
                     lambda: (PRINTS / "solution.txt").read_bytes()),),
)  # fmt: skip

"""When customers count as the same, and what a question about it tells (A-12)."""

from decimal import Decimal

from maizi.kernel.texts import N_

from ..rules import Parameter
from ..terms import Section, Sort

TWINS = (
    Parameter(
        "twins.similar_ratio", N_("名称相近的最低把握"), Section.CARE, Sort.PERCENT,
        Decimal("0.78"), rule="A-12", least=Decimal("0.5"), most=1,
        note=N_("两个名称像到这个程度，才算“名称相近”。调低会找到更多，也会多些误报。"),
    ),
    Parameter(
        "twins.listed_ratio", N_("列入查重清单的最低把握"), Section.CARE, Sort.PERCENT,
        Decimal("0.70"), rule="A-12", least=Decimal("0.3"), most=1,
        note=N_("全库查重时，把握达到这个程度的才列给数据管理员。"),
    ),
    Parameter(
        "twins.largest_block", N_("同一特征最多比较多少个客户"), Section.CARE, Sort.INTEGER, 50,
        rule="A-12", least=10, most=500,
        note=N_("很多客户共有的特征说明不了什么；超过的只比较最新的这些。"),
    ),
    Parameter(
        "twins.asks_a_day", N_("每人每天查重次数"), Section.CARE, Sort.INTEGER, 100,
        unit=N_("次"), rule="A-12", least=1, most=10_000,
        note=N_("防止用查重逐个套取客户。每次查询都有记录。"),
    ),
    Parameter(
        "twins.tells_owner", N_("查重时告诉谁在负责"), Section.CARE, Sort.YES_NO, True,
        rule="A-12", note=N_("对看不到该客户的人。关闭后只能申请查看。"),
    ),
    Parameter(
        "twins.tells_stage", N_("查重时告诉发展阶段"), Section.CARE, Sort.YES_NO, True,
        rule="A-12", note=N_("对看不到该客户的人。"),
    ),
    Parameter(
        "twins.tells_contact", N_("查重时告诉多久没联系"), Section.CARE, Sort.YES_NO, True,
        rule="A-12", note=N_("对看不到该客户的人，只到周、月，不到日期。"),
    ),
)  # fmt: skip

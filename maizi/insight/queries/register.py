"""The analyses: how each is found, what it means, what it may be asked otherwise."""

from collections.abc import Callable
from dataclasses import dataclass, field

from maizi.kernel.texts import N_

from .. import access
from ..terms import Code
from . import abc, best, composition, goods, matrix, profits, rfm, staying, worth
from .asked import Asked
from .composition import KINDS
from .found import Found


@dataclass(frozen=True)
class Choice:
    """One option of an analysis: value -> label, the first is usual."""

    name: str
    label: str
    values: dict[str, str]


@dataclass(frozen=True)
class Analysis:
    """One analysis.

    meaning  its definition as the page gives it
    """

    code: Code
    icon: str
    find: Callable[[object, Asked], Found]
    meaning: str
    choices: tuple[Choice, ...] = field(default=())


USUAL_CLASSES = {"": N_("按人数 1% / 5% / 20%"), "75": N_("按金额 75% / 95%"),
                 "55": N_("按金额 55% / 85%")}  # fmt: skip
WAYS = (
    Choice("by", N_("打分"), {"": N_("按名次五等分"), "quantiles": N_("按五分位数的界线")}),
    Choice("high", N_("高低界线"), {"": N_("高于平均分"), "fixed": N_("4 分以上")}),
)
TURNS = {"": N_("销售额 ÷ 平均库存"), "cost": N_("成本 ÷ 平均库存")}
ANALYSES = {one.code: one for one in (
    Analysis(Code.RFM, "layout-kanban", rfm.rfm, N_(
        "R 是最近一次购买到窗口最后一天的天数，F 是购买的天数，M 是不含税、减去退货的净销售额。"
        "每项按名次打 1–5 分，并列的同分；高于平均分算高。全部退回的订单不算购买。"), WAYS),
    Analysis(Code.ABC, "stack-2", abc.abc, N_(
        "买过的客户按净销售额从高到低：前 1% 是VIP，到 5% 是主要，到 20% 是普通，其余是小客户。"
        "潜力分＝100×（0.4 增长＋0.4 还能争取的份额＋0.2 评价），不知道的按一半算。"),
        (Choice("by", N_("分级办法"), USUAL_CLASSES),)),
    Analysis(Code.WHALE, "trending-up", profits.whale, N_(
        "客户利润＝净销售额－商品成本－免费运费－拜访与联系－上门服务与备件－礼品－投诉处理"
        "－应收利息－坏账，只计您看得到的。"
        "按利润从高到低累计；曲线越过 100% 的部分，就是后面亏钱的客户吃掉的。")),
    Analysis(Code.MATRIX, "table", matrix.matrix, N_(
        "每格是一个客户在一种商品上的毛利：＋ 赚，－ 亏，空白是没有或持平。"
        "合计为正、没有亏损格、至少两格赚钱的叫高盈利。")),
    Analysis(Code.QUESTIONS, "bulb", best.questions, N_(
        "管理者每年该答得出的六个问题。抬高成本：服务成本占销售额超过中位数两倍，或亏钱。"
        "金牌客户和抬高成本看到窗口最后一天为止的十二个月；去年是窗口最后一天所在年份的前一年。"
        "流失的最大客户是去年流失、至今没有回来的，按它最后十二个月的销售额算。")),
    Analysis(Code.PRODUCTS, "package", goods.products, N_(
        "毛利率＝（净销售额－成本）÷ 净销售额；周转率＝净销售额 ÷ 平均库存；"
        "交叉比率＝毛利率×周转率；贡献比率＝毛利率×销售构成。平均库存是每月期初与期末的平均。"),
        (Choice("turns", N_("周转率"), TURNS),)),
    Analysis(Code.COMPOSITION, "building-store", composition.composition, N_(
        "客户按一种分类的个数、净销售额和占比；增长与上一段同样长的时间比。"),
        (Choice("by", N_("分类"), KINDS),)),
    Analysis(Code.KEEPING, "users", staying.keeping, N_(
        "留存率＝上期买过、本期还买的 ÷ 上期买过的。更早买过、上期没买、本期又买的单算“重新回来”。"
        "同期群：按第一次购买的月份，看以后每个月还有多少来买。")),
    Analysis(Code.RISK, "clock-exclamation", staying.risk, N_(
        "超过平常的购买间隔是观察，超过两倍是高；有未了结的投诉、购买额少了一半以上，各加一级。"
        "平常间隔是自己历次间隔的中位数，次数太少时用公司参数。")),
    Analysis(Code.LIFETIME, "coin-yuan", worth.worth, N_(
        "简法＝年毛利×年留存率÷（1＋折现率－年留存率），都按到窗口最后一天为止的十二个月算。"
        "模型用 BG/NBD 估计还在不在、还会买几次，"
        "用 Gamma-Gamma 估计每次买多少；适合没有合同、反复购买的客户。")),
    Analysis(Code.FORECAST, "chart-bar", goods.forecast, N_(
        "五种办法（移动平均、指数平滑、霍尔特、直线、去年同月）各自预测最近三个月，"
        "选误差最小的；每次只用当时已经知道的数字。")),
    Analysis(Code.BEST, "archive", best.best, N_(
        "小客户、连亏两年、潜力低，三条都符合的列在这里；一年是到窗口最后一天为止的十二个月。"
        "提价、少花服务、自助还是放手，由人决定。")),
)}  # fmt: skip


def offered(user) -> list[Analysis]:
    """The analyses a person may open, in their order."""
    return [one for code, one in ANALYSES.items() if access.may_see(user, code)]


def find(user, asked: Asked) -> Found:
    """One analysis for one person."""
    return ANALYSES[asked.code].find(user, asked)

"""Words of analytics (§H)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Segment(Term):
    """Where recency, frequency and money put a customer (H-1)."""

    VALUE = "value", N_("重要价值客户")
    KEEP = "keep", N_("重要保持客户")
    GROW = "grow", N_("重要发展客户")
    RESCUE = "rescue", N_("重要挽留客户")
    PLAIN_VALUE = "plain_value", N_("一般价值客户")
    PLAIN_KEEP = "plain_keep", N_("一般保持客户")
    PLAIN_GROW = "plain_grow", N_("一般发展客户")
    PLAIN_RESCUE = "plain_rescue", N_("一般挽留客户")


class Potential(Term):
    """How much a customer can still grow (H-3)."""

    HIGH = "h", N_("潜力高")
    MIDDLE = "m", N_("潜力中")
    LOW = "l", N_("潜力低")


class Profitability(Term):
    """What a row or a column of the profit matrix is called (H-21)."""

    HIGH = "high", N_("高盈利")
    PROFIT = "profit", N_("盈利")
    NOTHING = "nothing", N_("无利润")
    LOSS = "loss", N_("亏损")


class Risk(Term):
    """How near a customer is to leaving (H-30)."""

    LOW = "low", N_("正常")
    WATCH = "watch", N_("观察")
    HIGH = "high", N_("高")
    HIGHEST = "highest", N_("极高")


class Doubt(Term):
    """Why a customer is thought to be leaving (H-30)."""

    LATE = "late", N_("超过平常的购买间隔还没下单")
    LONG_LATE = "long_late", N_("超过平常间隔的两倍还没下单")
    COMPLAINT = "complaint", N_("有未了结的投诉")
    UNHAPPY = "unhappy", N_("满意度下降 20 分以上")
    SHRINKING = "shrinking", N_("购买额比上期少了一半以上")


class Method(Term):
    """How a series is carried on (H-32)."""

    MEAN = "mean", N_("三期移动平均")
    SMOOTH = "smooth", N_("指数平滑")
    HOLT = "holt", N_("霍尔特趋势")
    LINE = "line", N_("直线趋势")
    SEASON = "season", N_("去年同月")
    LAST = "last", N_("沿用上期")


class End(Term):
    """Which end of the rows is looked at alone."""

    FIRST = "first", N_("排在最前的 10 个")
    LAST = "last", N_("排在最后的 10 个")


class Code(Term):
    """The analyses, in the order of their index."""

    RFM = "rfm", N_("RFM 分群")
    ABC = "abc", N_("ABC 与潜力")
    WHALE = "whale", N_("利润鲸鱼曲线")
    MATRIX = "matrix", N_("客户×商品利润矩阵")
    QUESTIONS = "questions", N_("管理六问")
    PRODUCTS = "products", N_("商品毛利与交叉比率")
    COMPOSITION = "composition", N_("客户构成")
    KEEPING = "keeping", N_("留存与流失")
    RISK = "risk", N_("流失风险")
    LIFETIME = "lifetime", N_("客户终身价值")
    FORECAST = "forecast", N_("销售预测")
    BEST = "best", N_("不能盈利的客户")

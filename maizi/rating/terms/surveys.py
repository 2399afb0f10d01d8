"""Words of the credit survey (form L-5)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class OperationForm(Term):
    """As what a customer does business."""

    SOLE = "sole", N_("独资")
    PARTNERSHIP = "partners", N_("合伙")
    COMPANY = "company", N_("公司")
    OTHER = "other", N_("其他")


class LocationType(Term):
    """Where a customer's place of business lies."""

    STREET = "street", N_("沿街")
    MARKET = "market", N_("商场或市场")
    PARK = "park", N_("工业园区")
    OFFICE = "office", N_("写字楼")
    HOME = "home", N_("住宅区")
    OTHER = "other", N_("其他")


class Tenure(Term):
    """Whose the premises are."""

    OWN = "own", N_("自有")
    RENTED = "rented", N_("租用")


class Repute(Term):
    """What a bank or a colleague of the trade says of a customer's credit."""

    GOOD = "good", N_("良好")
    FAIR = "fair", N_("一般")
    POOR = "poor", N_("较差")
    UNKNOWN = "unknown", N_("不详")


class Accounting(Term):
    """How a customer keeps its books."""

    FULL = "full", N_("健全")
    PARTLY = "partly", N_("不完整")
    NONE = "none", N_("没有")


class PaymentAttitude(Term):
    """How a customer pays, as those say who sell to it."""

    PROMPT = "prompt", N_("爽快")
    ORDINARY = "ordinary", N_("一般")
    DELAYED = "delayed", N_("拖延")
    DIFFICULT = "hard", N_("为难")
    LEAVES = "leaves", N_("总留尾数")


class Settlement(Term):
    """How a customer settled until now."""

    PREPAID = "prepaid", N_("预付")
    CASH = "cash", N_("现款现货")
    MONTHLY = "monthly", N_("月结")
    TERMS = "terms", N_("账期")
    INSTALMENTS = "parts", N_("分期")

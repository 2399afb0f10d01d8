"""Words of what a customer may ask for (F-33)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Right(Term):
    """What the customer may choose."""

    RETURN = "return", N_("退货")
    EXCHANGE = "exchange", N_("换货")
    REPAIR = "repair", N_("免费修理")
    PARTS = "parts", N_("免费更换部件或总成")
    PAID_REPAIR = "paid_repair", N_("收费修理")
    COMPENSATION = "compensation", N_("欺诈赔偿")
    LOAN = "loan", N_("备用件或交通补偿")

    @property
    def is_free(self) -> bool:
        """Whether it costs the customer nothing for the repair itself."""
        return self != Right.PAID_REPAIR


class RuleCode(Term):
    """The rows of the decision table, in the order in which they are told."""

    X = "X", N_("不属三包范围")
    R1 = "1", N_("七日内性能故障")
    R2 = "2", N_("十五日内性能故障")
    R3 = "3", N_("修过两次仍不能正常使用")
    R4 = "4", N_("厂家不供零件，久修不好")
    R5 = "5", N_("修理者自身原因超过三十日")
    R6 = "6", N_("无同型号可换，要求退货")
    R7 = "7", N_("有同型号可换，仍要求退货")
    R8 = "8", N_("整机三包有效期内")
    R9 = "9", N_("主要部件三包有效期内")
    R10 = "10", N_("已过三包有效期")
    ACCESSORY = "accessory", N_("附件三包有效期内")
    NO_INVOICE = "no_invoice", N_("无发票，按出厂日期")
    CONTRACT = "contract", N_("合同保修")
    SEVEN_DAYS = "seven_days", N_("未列入三包目录的商品")
    DISTANCE = "distance", N_("远程购物七日无理由")
    FRAUD = "fraud", N_("欺诈")
    CAR_WARRANTY = "car_warranty", N_("汽车包修期内")
    CAR_SEVEN = "car_seven", N_("汽车七日内主要总成")
    CAR_ASSEMBLY = "car_assembly", N_("汽车六十日内主要总成")
    CAR_SAFETY = "car_safety", N_("汽车六十日内安全故障")
    CAR_AGAIN = "car_again", N_("汽车反复修理")
    CAR_LATE = "car_late", N_("汽车逾期未换")
    CAR_LOAN = "car_loan", N_("汽车修理超过五日")


class Payer(Term):
    """Who bears the cost."""

    SELLER = "seller", N_("销售者承担，可向厂家追偿")
    REPAIRER = "repairer", N_("修理者承担")
    CUSTOMER = "customer", N_("客户承担")
    US = "us", N_("本公司按合同承担")


class Exclusion(Term):
    """Why 三包 may not apply (F-34); each needs evidence of its own."""

    MISUSE = "misuse", N_("使用、维护、保管不当造成损坏")
    OPENED = "opened", N_("非承担三包的修理者拆动")
    MISMATCH = "mismatch", N_("三包凭证型号不符或涂改")
    FORCE = "force", N_("不可抗力造成损坏")


class Cover(Term):
    """Whether something still covers a piece, as it stands in lists."""

    WHOLE = "whole", N_("三包期内")
    PART = "part", N_("仅主要部件")
    CONTRACT = "contract", N_("合同保修期内")
    OVER = "over", N_("已过保修期")
    UNKNOWN = "unknown", N_("起算日不明")

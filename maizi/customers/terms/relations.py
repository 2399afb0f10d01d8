"""Words of how people decide at a customer, and of how customers and people belong together."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class DecisionRole(Term):
    """What somebody has to say in a purchase (B-22)."""

    DECISION = "decision", N_("决策者")
    INFLUENCE = "influence", N_("影响者")
    USER = "user", N_("使用者")
    BUYER = "buyer", N_("采购")
    GATEKEEPER = "gatekeeper", N_("把关人")
    FINANCE = "finance", N_("财务")


class Leaning(Term):
    """How somebody stands to us, from −2 to +2 (B-22)."""

    AGAINST = "-2", N_("反对（−2）")
    SCEPTICAL = "-1", N_("有疑虑（−1）")
    NEUTRAL = "0", N_("中立（0）")
    FRIENDLY = "1", N_("支持（+1）")
    CHAMPION = "2", N_("极力支持（+2）")


class RelationType(Term):
    """What the second is to the first."""

    PARENT = "parent", N_("母公司")
    SHAREHOLDER = "shareholder", N_("股东")
    SUPPLIER = "supplier", N_("供应商")
    PARTNER = "partner", N_("合作伙伴")
    COMPETITOR = "competitor", N_("竞争对手")
    REFERRER = "referrer", N_("介绍人")
    RELATIVE = "relative", N_("亲戚")
    FRIEND = "friend", N_("朋友")
    CLASSMATE = "classmate", N_("同学")
    EX_COLLEAGUE = "ex_colleague", N_("前同事")
    TEACHER = "teacher", N_("老师")
    FORMER_EMPLOYER = "former_employer", N_("以前的单位")
    OTHER = "other", N_("其他关系")


# What the first is to the second; a type that is not here reads the same from both ends.
REVERSED = {
    RelationType.PARENT: N_("子公司"), RelationType.SHAREHOLDER: N_("参股企业"),
    RelationType.SUPPLIER: N_("采购方"), RelationType.REFERRER: N_("被介绍的客户"),
    RelationType.TEACHER: N_("学生"), RelationType.FORMER_EMPLOYER: N_("以前的员工"),
}  # fmt: skip

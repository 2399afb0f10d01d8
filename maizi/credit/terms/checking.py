"""Words of the order's credit check (D-30)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class CreditGrade(Term):
    """信用等级 (0.5); nothing else is called by these letters alone."""

    A = "a", N_("信用等级A 优")
    B = "b", N_("信用等级B 良")
    C = "c", N_("信用等级C 一般")
    D = "d", N_("信用等级D 差")

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(CreditGrade).index(self)


class CreditOutcome(Term):
    """What the check says of an order."""

    PASS = "pass", N_("通过")
    APPROVAL = "approval", N_("须审批")
    REJECT = "reject", N_("不予赊销")


class ReasonCode(Term):
    """Why an order does not pass."""

    HELD = "held", N_("信用已冻结")
    CASH_ONLY = "cash_only", N_("信用等级D不予赊销")
    OVERDUE = "overdue", N_("有逾期应收")
    EXCESS = "excess", N_("超过可用额度")
    TERMS = "terms", N_("账期过长")
    REVIEW = "review", N_("信用等级已过期")
    FIRST = "first", N_("首次交易不赊销")
    USE = "use", N_("额度已用到警戒线")
    DEPOSIT = "deposit", N_("新产品定金不足")


class ApprovalLevel(Term):
    """Who may let an order through, from the lowest to the highest."""

    SALES_LEAD = "sales_lead", N_("大客户经理或营销经理")
    CREDIT_OFFICER = "credit_officer", N_("信用管理员")
    REGION = "region", N_("大区经理")
    HQ = "hq", N_("总部大客户管理中心")
    DIRECTOR = "director", N_("营销总监或副总裁")

    @property
    def rank(self) -> int:
        """0 for the lowest."""
        return list(ApprovalLevel).index(self)


ROLES_OF_LEVEL: dict[ApprovalLevel, tuple[str, ...]] = {
    ApprovalLevel.SALES_LEAD: ("ka_manager", "marketing_manager"),
    ApprovalLevel.CREDIT_OFFICER: ("credit_officer",),
    ApprovalLevel.REGION: ("ka_department_region", "ka_department_manager"),
    ApprovalLevel.HQ: ("ka_centre_hq",),
    ApprovalLevel.DIRECTOR: ("marketing_director", "vice_president"),
}

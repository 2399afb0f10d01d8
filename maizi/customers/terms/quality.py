"""Words of the quality of the archive (A-40)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class QualityBand(Term):
    """How good a record is."""

    EXCELLENT = "excellent", N_("优")
    GOOD = "good", N_("良")
    FAIR = "fair", N_("中")
    POOR = "poor", N_("差")


class FreshGroup(Term):
    """Groups of facts that grow old at their own pace."""

    CONTACT = "contact", N_("联系方式")
    ADDRESS = "address", N_("地址")
    BUSINESS = "business", N_("业务状况")
    PROFILE = "profile", N_("基本资料")


class Fault(Term):
    """How a value turned out to be bad."""

    DEAD_PHONE = "dead_phone", N_("空号或停机")
    WRONG_PERSON = "wrong_person", N_("不是本人")
    BOUNCED = "bounced", N_("邮件退回")
    RETURNED = "returned", N_("包裹退回")
    INVALID_CODE = "invalid_code", N_("代码无效")


class Candidacy(Term):
    """Why a record is proposed for clearing out."""

    SILENT = "silent", N_("长期没有往来")
    INVALID = "invalid", N_("联系方式全部失效")
    DISQUALIFIED = "disqualified", N_("不合格者")
    DROPPED = "dropped", N_("鉴定后舍弃")


class ClearingState(Term):
    """Where a proposal to clear out stands."""

    WAITING = "waiting", N_("待复核")
    KEPT = "kept", N_("保留")
    ARCHIVED = "archived", N_("已归入回收")
    RESTORED = "restored", N_("已恢复")
    PURGED = "purged", N_("已清除")

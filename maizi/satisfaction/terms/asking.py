"""Words of asking: questionnaires, rounds, invitations (G-9)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class SurveyType(Term):
    """On what occasion customers are asked."""

    POST_INSTALL = "post_install", N_("安装后")
    POST_SERVICE = "post_service", N_("服务后")
    POST_COMPLAINT = "post_complaint", N_("投诉后")
    PERIODIC = "periodic", N_("定期")
    KEY_ACCOUNT = "key_account", N_("大客户")

    @property
    def is_after_sales(self) -> bool:
        """Whether the head of after-sales answers for it (F-55)."""
        return self in (SurveyType.POST_INSTALL, SurveyType.POST_SERVICE)


class QuestionnaireState(Term):
    """Whether a version may still be changed, sent, or neither."""

    DRAFT = "draft", N_("草稿")
    READY = "ready", N_("可用")
    RETIRED = "retired", N_("停用")


class QuestionKind(Term):
    """How a question is answered."""

    SCALE = "scale", N_("打分")
    PAIR = "pair", N_("期望与感受")
    NPS = "nps", N_("推荐意愿 0–10")
    ONE = "one", N_("单选")
    MANY = "many", N_("多选")
    TOLD = "told", N_("告诉过几个人")
    TEXT = "text", N_("文字")

    @property
    def is_marked(self) -> bool:
        """Whether its mark may feed an indicator."""
        return self in (QuestionKind.SCALE, QuestionKind.PAIR)


class RoundState(Term):
    """Where a round stands."""

    PLANNED = "planned", N_("筹备中")
    OPEN = "open", N_("进行中")
    CLOSED = "closed", N_("已截止")
    FINAL = "final", N_("已定稿")

    @property
    def is_over(self) -> bool:
        """Whether nobody answers any more."""
        return self in (RoundState.CLOSED, RoundState.FINAL)


class Way(Term):
    """How a customer is asked."""

    MAIL = "mail", N_("邮件")
    LINK = "link", N_("链接或二维码")
    PHONE = "phone", N_("电话")


class Sending(Term):
    """How an invitation reached somebody."""

    NONE = "none", N_("未发送")
    QUEUED = "queued", N_("发送中")
    SENT = "sent", N_("已发送")
    FAILED = "failed", N_("发送失败")
    HANDED = "handed", N_("已转交链接")


class LeftOut(Term):
    """Why somebody is not asked."""

    SILENT = "silent", N_("没有同意接受调查")
    REFUSED = "refused", N_("拒绝或登记了免打扰")
    RECENT = "recent", N_("近期已经调查过")
    AGAIN = "again", N_("同一位客户有多条记录，只问一次")
    FULL = "full", N_("超过一轮的人数上限")


class Blend(Term):
    """Whether weights that people judged are put together with those of the answers (G-4)."""

    ALONE = "alone", N_("只用判断")
    MULTIPLIED = "multiplied", N_("和数据相乘")
    BLENDED = "blended", N_("和数据按比例平均")

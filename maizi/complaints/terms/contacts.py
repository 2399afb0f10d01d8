"""Words of what was said and done (E-4, E-5, E-8)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class EntryKind(Term):
    """What a line in the course of a complaint is."""

    STAGE = "stage", N_("办理")
    RECEIPT = "receipt", N_("自动回执")
    CONTACT = "contact", N_("联系客户")
    CUSTOMER = "customer", N_("客户补充")
    NOTE = "note", N_("内部记录")


class Way(Term):
    """How the customer was reached."""

    PHONE = "phone", N_("电话")
    VISIT = "visit", N_("上门")
    IM = "im", N_("即时通讯")
    EMAIL = "email", N_("电子邮件")
    LETTER = "letter", N_("书面")


class Topic(Term):
    """What a contact was for."""

    ANSWER = "answer", N_("首次答复与安抚")
    ASK = "ask", N_("了解情况")
    PLAN = "plan", N_("告知方案")
    NOT_UPHELD = "not_upheld", N_("说明不成立及其他途径")
    CONFIRM = "confirm", N_("回访确认")
    OTHER = "other", N_("其他")


class Answer(Term):
    """What came of asking whether the customer is satisfied (E-8)."""

    YES = "yes", N_("满意")
    NO = "no", N_("不满意")
    UNREACHABLE = "unreachable", N_("联系不上")

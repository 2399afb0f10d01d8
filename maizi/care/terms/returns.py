"""Words of return visits (C-2, C-3)."""

from maizi.customers.terms import ContactChannel, ValueClass
from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class LoyaltyClass(Term):
    """忠诚等级 (C-2)."""

    HIGH = "high", N_("忠诚度高")
    FAIR = "fair", N_("忠诚度较高")
    MEDIUM = "medium", N_("忠诚度一般")
    LOW = "low", N_("忠诚度低")


class Reason(Term):
    """Why somebody is to be visited again (C-3)."""

    ROUTINE = "routine", N_("例行回访")
    DELIVERY = "delivery", N_("送货或安装后")
    SERVICE = "service", N_("服务活动后")
    COMPLAINT = "complaint", N_("投诉处理后")
    VISIT = "visit", N_("拜访后")


class ReturnForm(Term):
    """How a return visit is made."""

    VISIT = "visit", N_("登门回访")
    PHONE = "phone", N_("电话回访")
    IM = "im", N_("微信回访")
    MESSAGE = "message", N_("短信问候")


class Outcome(Term):
    """What a return visit found; who was not reached was not visited."""

    FINE = "fine", N_("一切正常")
    NEED = "need", N_("有新的需求")
    PROBLEM = "problem", N_("有问题要解决")
    UNREACHED = "unreached", N_("没有联系上")


# Content and form by value class: A in person, B visit or telephone, C telephone or IM, D message.
FORMS_OF = {
    ValueClass.A: (ReturnForm.VISIT,),
    ValueClass.B: (ReturnForm.VISIT, ReturnForm.PHONE),
    ValueClass.C: (ReturnForm.PHONE, ReturnForm.IM),
    ValueClass.D: (ReturnForm.MESSAGE,),
}
CHANNEL_OF = {
    ReturnForm.VISIT: ContactChannel.VISIT, ReturnForm.PHONE: ContactChannel.PHONE,
    ReturnForm.IM: ContactChannel.IM, ReturnForm.MESSAGE: ContactChannel.SMS,
}  # fmt: skip

"""Words of telling customers apart: by what, where, and what then happens (A-12)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class MatchRule(Term):
    """By what two customers may be the same."""

    CODE = "code", N_("统一社会信用代码相同")
    OWN_MOBILE = "own_mobile", N_("个人手机号相同")
    NAME = "name", N_("名称相同或只差“公司”等字样")
    SIMILAR = "similar", N_("名称相近")
    PHONE = "phone", N_("电话相同")
    MAIL = "mail", N_("邮箱相同")
    ADDRESS = "address", N_("地址相同")


class MatchDoor(Term):
    """Where somebody is about to put a customer into the archive."""

    FORM = "form", N_("新建与修改")
    IMPORT = "import", N_("表格导入")
    API = "api", N_("接口")
    CARD = "card", N_("名片录入")
    CLAIM = "claim", N_("公海领取")


class Consequence(Term):
    """What a match does at a door."""

    BLOCK = "block", N_("不许保存")
    WARN = "warn", N_("提醒，确认后可保存")
    REPORT = "report", N_("只记入查重清单")
    OFF = "off", N_("不检查")


class PairState(Term):
    """What became of two customers that look the same."""

    OPEN = "open", N_("待处理")
    APART = "apart", N_("不是同一个")

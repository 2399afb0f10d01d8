"""Words of the organisation: unit levels, data scopes, password presets (M-1, M-3)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class UnitLevel(Term):
    """Levels of the organisation tree, top first; a small company leaves levels out (M-1)."""

    HQ = "hq", N_("集团总部")
    REGION = "region", N_("大区")
    DISTRICT = "district", N_("区域")
    DEPARTMENT = "department", N_("部门")
    TEAM = "team", N_("组")


class Scope(Term):
    """How far somebody's sight reaches beyond his own records (M-3), narrow to wide."""

    SELF = "self", N_("本人")
    UNIT = "unit", N_("本部门")
    SUBTREE = "subtree", N_("本部门及下级")
    DISTRICT = "district", N_("本区域")
    REGION = "region", N_("本大区")
    ALL = "all", N_("全部")


class PolicyPreset(Term):
    """Ready-made password and session rules; ASVS and 等保 contradict each other, so: presets."""

    ASVS = "asvs", N_("ASVS（默认）")
    DENGBAO_2 = "dengbao2", N_("等保二级")
    DENGBAO_3 = "dengbao3", N_("等保三级")
    CUSTOM = "custom", N_("自定义")


class TotpDuty(Term):
    """Who must use a second factor."""

    NOBODY = "nobody", N_("自愿")
    ADMINISTRATORS = "administrators", N_("管理员必须")
    EVERYBODY = "everybody", N_("所有人必须")


class Outcome(Term):
    """How a try to sign in ended."""

    SUCCESS = "success", N_("成功")
    WRONG = "wrong", N_("用户名或密码错误")
    WRONG_CODE = "wrong_code", N_("动态码错误")
    LOCKED = "locked", N_("锁定中，未验证")
    INACTIVE = "inactive", N_("账号已停用")
    EXPIRED = "expired", N_("临时密码已过期")
    HALF = "half", N_("密码正确，等待第二步")
    CONFIRMED = "confirmed", N_("再次确认密码")
    UNLOCKED = "unlocked", N_("管理员解锁")

"""Who reads the register, who changes what in it."""

from django.db.models import QuerySet

from maizi.accounts import access as accounts
from maizi.kernel.texts import N_

from ..models import NumberRule, ParameterValue

FIELDS = accounts.Entity(
    "fields",
    N_("参数与模板"),
    {
        "read": N_("查看"),
        "parameters": N_("修改参数"),
        "numbers": N_("修改编号规则"),
        "templates": N_("管理文档模板与印章"),
        "seal": N_("打印时用印"),
        "filed": N_("查阅存档的表单"),
    },
)
# Of documents, not of the register: whoever has only these reads no settings.
APART = {"seal", "filed"}


def may(user, verb: str, row=None) -> bool:
    """Whether some post of the person grants the verb; whoever changes something also reads."""
    if verb == "read":
        return any(accounts.may(user, FIELDS.code, one) for one in FIELDS.verbs.keys() - APART)
    return accounts.may(user, FIELDS.code, verb)


def visible_values(user) -> QuerySet[ParameterValue]:
    """The company's own values, for those who read the register."""
    return ParameterValue.objects.all() if may(user, "read") else ParameterValue.objects.none()


def visible_rules(user) -> QuerySet[NumberRule]:
    """The numbering rules, for those who read the register."""
    return NumberRule.objects.all() if may(user, "read") else NumberRule.objects.none()

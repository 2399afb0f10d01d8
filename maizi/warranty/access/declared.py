"""What this app makes known to the apps below: rights, numbers, parameters."""

from maizi.accounts.access import Entity
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.kernel.texts import N_
from maizi.privacy.access import PublicForm

INSTALLED = Entity(
    "installed",
    N_("设备档案"),
    {
        "read": N_("查看自己客户的设备"),
        "all": N_("查看全部客户的设备"),
        "add": N_("建档、修改与登记验收"),
        "repair": N_("登记维修"),
        "judge": N_("三包判定与记录客户的选择"),
        "import": N_("导入"),
        "export": N_("导出"),
    },
)
SANBAO = Entity(
    "sanbao",
    N_("三包目录"),
    {
        "read": N_("查看"),
        "setup": N_("维护目录与版本"),
        "confirm": N_("确认已请法律顾问核对"),
        "export": N_("导出"),
    },
)
REPAIRS = NumberKind("warranty_repair", N_("维修记录号"), NumberShape("WX"))
VERDICTS = NumberKind("warranty_verdict", N_("三包判定号"), NumberShape("SB"))
ACCEPTANCES = NumberKind("acceptance", N_("验收单号"), NumberShape("YS"))
NUMBERS = (REPAIRS, VERDICTS, ACCEPTANCES)
PARAMETERS = (
    Parameter(
        "sanbao.confirmed", N_("三包目录已请法律顾问核对"), Section.SERVICE, Sort.YES_NO, False,
        rule="F-3A", note=N_("核对以前，目录和判定页面会提醒。"),
    ),
    Parameter(
        "sanbao.public_daily", N_("同一来源每天最多自助查询三包"), Section.SERVICE, Sort.INTEGER,
        20, unit=N_("次"), rule="F-33", least=1, most=1000,
    ),
)  # fmt: skip
PUBLIC_FORM = PublicForm(
    "warranty", "sanbao.public_daily",
    often=N_("今天从这里查询的次数已满。请明天再来，或联系售后服务。"),
    used=N_("这一次已经查询过了。请再按一次“查询”。"),
)  # fmt: skip

"""What the archive declares to the apps below: its rights, numbers, kinds of events."""

from maizi.accounts.access import Entity
from maizi.fields.access import NumberKind, NumberShape
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .sight import facts_of

CUSTOMER = Entity(
    "customer",
    N_("客户"),
    {
        "read": N_("查看"),
        "add": N_("新建"),
        "change": N_("修改"),
        "reveal": N_("显示隐藏的号码"),
        "assign": N_("分配与转移"),
        "claim": N_("从公海领取"),
        "release": N_("放入公海"),
        "share": N_("添加协作人"),
        "import": N_("导入"),
        "export": N_("导出"),
        "merge": N_("合并"),
        "tags": N_("管理标签"),
        "appraise": N_("鉴定采集的资料"),
        "schemes": N_("管理分类方案"),
        "clear": N_("清理与恢复档案"),
        "see_restricted": N_("查看受限客户"),
    },
    facts=facts_of,
)
NUMBERS = NumberKind("customer", N_("客户编号"), NumberShape("C", is_gapless=True))
ACCESS_ASKED = EventKind("customers.access_asked", N_("有人申请查看客户"), by_mail=True)
MENTIONED = EventKind("customers.mentioned", N_("跟进里提到了我"), by_mail=True)
CARE_DUE = EventKind("customers.care_due", N_("客户的重要日子快到了"))
ACCESS_DECIDED = EventKind("customers.access_decided", N_("查看申请有了答复"), by_mail=True)
FALLING = EventKind("customers.falling", N_("我的客户即将掉入公海"), by_mail=True)
TAKEN_BACK = EventKind("customers.taken_back", N_("我的客户被收回公海"))

"""For what somebody may open restricted information (M-5, S003§11.6)."""

from collections.abc import Mapping

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

WORK_PURPOSES = {
    "serve": N_("跟进、服务这位客户"),
    "deal": N_("报价、订单、合同"),
    "complaint": N_("处理投诉或售后"),
    "review": N_("主管检查工作"),
    "request": N_("办理本人的个人信息请求"),
    "other": N_("其他（请说明）"),
}
LEAST_WORDS = 4


def check_purpose(purposes: Mapping[str, str], chosen: str, note: str) -> str:
    """The label of a chosen purpose. Raises Refused for none, or for another without words."""
    if chosen not in purposes:
        raise Refused(N_("请选择查看的用途。"), field="purpose")
    if chosen == "other" and len(note.strip()) < LEAST_WORDS:
        raise Refused(N_("请写明具体用途。"), field="note")
    return purposes[chosen]

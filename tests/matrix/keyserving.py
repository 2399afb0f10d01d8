"""A key account of chen's with a team, a payment that waits, an application that waits."""

from maizi.customers.terms import KaStatus
from maizi.keyservice import actions
from maizi.keyservice.models import Support
from maizi.keyservice.rules.course import Promised
from maizi.keyservice.terms import Service
from tests.house import fresh


class KeyServing:
    """What the calls of key-account service are about."""

    def __init__(self, house):
        self.account = house.customer("南京大宗采购有限公司", house.chen, ka_status=KaStatus.KEY)
        lin = fresh(house.lin)
        self.promise = actions.promise(
            self.account, Promised(Service.PAYMENT, "货到九十日付款"), by=lin
        )
        row = Support(customer=self.account, activity="seminar", content="办一次技术研讨会",
                      organisation="设备部 12 人", deep_needs="减少停机")  # fmt: skip
        self.support = actions.apply(row, by=lin)


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if not url.startswith("keyservice:"):
        return None
    return {"verb": "promise" if url == "keyservice:account_do" else "review",
            "what": "approve"}.get(name)  # fmt: skip


BODIES = {
    "keyservice:account_do": lambda s: {"service": "tailoring", "text": "加长电缆"},
    "keyservice:promise_to": lambda s: {},
    "keyservice:support_do": lambda s: {"answer": "yes", "opinion": "同意"},
}
RECORDS = {
    "keyservice:": lambda s: s.keyserving.account,
    "keyservice:promise": lambda s: s.keyserving.promise,
    "keyservice:support": lambda s: s.keyserving.support,
}

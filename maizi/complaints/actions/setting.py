"""Ways to complain, sayings and causes: what a company lays down (E-5, E-6, E-10)."""

import secrets

from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused

from .. import access
from ..models import Cause, Door, Saying
from ..rules.talking import FORBIDDEN, SHIPPED

CODE_BYTES = 9
CAUSES = (
    ("操作不规范", "man"), ("服务态度差", "man"), ("承诺没有兑现", "man"), ("设备故障", "machine"),
    ("零件质量问题", "material"), ("运输损坏", "material"), ("流程不清楚", "method"),
    ("排期不合理", "method"), ("使用环境不符", "environment"), ("检验漏检", "measurement"),
)  # fmt: skip


def save_door(row: Door, verb: str, *, by) -> None:
    """Store a way to complain; its address is made once, out of chance. Inside `recorded`."""
    if not (access.may(row.owner, "handle") or access.may(row.owner, "supervise")):
        raise Refused(_("%s 没有处理投诉的权限，不能做首接人。") % row.owner, field="owner")
    row.code = row.code or secrets.token_urlsafe(CODE_BYTES)
    row.save()


def seed_causes(*, by=None) -> int:
    """The usual causes and words, for a company that has none yet; how many causes."""
    if not Saying.objects.exists():
        forbidden = [Saying(text=text, is_forbidden=True) for text in FORBIDDEN]
        Saying.objects.bulk_create([*(Saying(text=text) for text in SHIPPED), *forbidden])
    if Cause.objects.exists():
        return 0
    return len(Cause.objects.bulk_create(Cause(name=name, sort=sort) for name, sort in CAUSES))

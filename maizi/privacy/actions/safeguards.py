"""How each role is watched over."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.accounts.models import Role
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused

from ..models import RoleSafeguard

MOST = 1_000


@transaction.atomic
def change_safeguard(role: Role, *, reveals: str, has_watermark: bool, by) -> RoleSafeguard:
    """Set how many numbers a role's people may have shown a day, and whether they see a mark.

    reveals  as typed; "" takes the company's number
    """
    if reveals and not (reveals.isdecimal() and int(reveals) <= MOST):
        raise Refused(_("次数请填 0 到 1000 的整数，留空按公司的参数。"), field="reveals")
    row = RoleSafeguard.objects.select_for_update().filter(role=role).first()
    row = row or RoleSafeguard(role=role)
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.reveals_a_day = int(reveals) if reveals else None
        row.has_watermark = has_watermark
        row.save()
    return row

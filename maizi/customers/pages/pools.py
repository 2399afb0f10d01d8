"""Plain pages of pools, and of who owned what before."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import OwnerSpell, Pool


def may_pool(user, verb: str, row: Pool | None = None) -> bool:
    """A pool is changed by who looks after it; a new one made by whoever may assign."""
    if verb == "view":
        return access.may(user, "view")
    if verb == "change" and row is not None:
        return access.may_administer(user, row)
    return verb in ("add", "change", "unmask") and access.may(user, "assign")


def may_spell(user, verb: str, row=None) -> bool:
    """Former owners are read and exported, never changed."""
    if verb == "unmask":
        return True
    return verb in ("view", "export") and access.may(user, verb)


POOLS = Pages(
    model=Pool,
    visible=access.visible_pools,
    may=may_pool,
    save=actions.save_pool,
    columns=("name", "unit"),
    sections=(
        Section(N_("公海"), ("name", "unit", "note")),
        Section(N_("领取与提醒（留空按公司参数，0 表示不限）"), (
            "claims_a_day", "claim_limit", "new_claims_a_day", "cool_off_days", "warning_days",
        )),
    ),
)  # fmt: skip
SPELLS = Pages(
    model=OwnerSpell,
    visible=access.visible_spells,
    may=may_spell,
    columns=("customer", "owner", "pool", "began_at", "ended_at", "how", "by", "reason"),
    filters=("owner", "pool", "how", "by", "began_at", "ended_at"),
    sections=(Section(N_("历任归属"), (
        "customer", "owner", "pool", "began_at", "ended_at", "how", "by", "reason",
    )),),
    views=(
        View("all", N_("全部")),
        View("taken", N_("自动收回"), ("how.in.recycled",)),
        View("released", N_("放入公海"), ("how.in.released",)),
        View("claimed", N_("领取"), ("how.in.claimed",)),
        View("handed", N_("离职交接"), ("how.in.handed_over",)),
    ),
)  # fmt: skip

"""Whether a solution sheet says all that a customer has to know (F-1)."""

from maizi.kernel.texts import N_

# What a complete, feasible solution says, in the order in which it is thought of.
PARTS = {
    "needs": N_("客户的需求"), "solution": N_("解决方案"), "use": N_("使用方法"),
    "upkeep": N_("日常维护"),
}  # fmt: skip


def missing_in(told: dict[str, str]) -> list[str]:
    """Names of the parts that nobody has written yet."""
    return [name for name in PARTS if not told.get(name, "").strip()]

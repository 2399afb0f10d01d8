"""Plain pages of targets: rules of commission."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from . import access, actions
from .models import CommissionRule

RULES = Pages(
    model=CommissionRule,
    visible=access.visible_rules,
    may=access.may_commission,
    save=actions.save_rule,
    columns=("name", "role", "category", "product", "rate_percent", "from_percent", "starts_on",
             "ends_on", "is_active"),
    filters=("role", "category", "product", "is_active", "starts_on", "ends_on", "name"),
    sections=(
        Section(N_("给谁、按什么"), ("name", "role", "category", "product")),
        Section(N_("多少"), ("rate_percent", "from_percent")),
        Section(N_("什么时候"), ("starts_on", "ends_on", "is_active")),
    ),
    views=(View("active", N_("启用的"), ("is_active.yes",)), View("all", N_("全部"))),
)  # fmt: skip

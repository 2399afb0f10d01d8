"""Plain pages of spare parts: plans, regions, fittings, what was used before."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions, forms, queries
from ..actions import importing
from ..models import Fitting, PartPlan, PastUse, Region

UNUSED = ("bulk", "undo", "cell", "reveal")
PLANS = Pages(
    model=PartPlan,
    visible=access.visible_plans,
    may=access.may,
    save=actions.save_plan,
    columns=("name", "state", "phase", "since_on", "until_on", "service_level", "owner", "no"),
    filters=("state", "phase", "since_on", "owner", "name"),
    sections=(
        Section(N_("阶段"), ("name", "phase", "since_on", "until_on")),
        Section(N_("怎么算"), ("service_level", "prior_weight", "sales_share")),
        Section(N_("审批材料"), ("assumptions", "experience")),
    ),
    views=(
        View("open", N_("未结束"), ("state.not_in.ended",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
REGIONS = Pages(
    model=Region,
    visible=access.visible_regions,
    may=access.may_set_up,
    save=actions.save_region,
    columns=("name", "unit", "warehouse", "position", "is_active"),
    filters=("unit", "warehouse", "is_active"),
    sections=(Section(N_("备件区域"), ("name", "unit", "warehouse", "position", "is_active")),),
    views=(View("active", N_("启用的"), ("is_active.yes",)), View("all", N_("全部"))),
)
FITTINGS = Pages(
    model=Fitting,
    visible=access.visible_fittings,
    may=access.may_set_up,
    save=actions.save_fitting,
    columns=("part", "model", "pieces", "probability", "note"),
    filters=("part", "model", "probability"),
    sections=(Section(N_("备件用量表"), ("part", "model", "pieces", "probability", "note")),),
    views=(View("all", N_("全部")),),
)
PAST_USE = Pages(
    model=PastUse,
    visible=access.visible_past_use,
    may=access.may_set_up,
    save=actions.save_past_use,
    columns=("part", "region", "model", "month", "quantity"),
    filters=("part", "region", "model", "month"),
    sections=(Section(N_("历史用量"), ("part", "region", "model", "month", "quantity")),),
    views=(View("all", N_("全部"), sort="-month"),),
)
IMPORTS = importable(
    Importer(
        kind="fittings",
        namespace="parts",
        label=N_("备件用量表"),
        may=importing.may_import,
        oversees=importing.may_import,
        targets=importing.targets,
        columns=importing.columns,
        form=forms.ImportForm,
        keys=importing.KEYS,
        lead="part",
        prepare=importing.prepare,
        decide=importing.decide,
        store=importing.store,
        undo=importing.undo,
        written=queries.imported_by,
    )
)

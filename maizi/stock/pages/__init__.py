"""Lists and forms of stock that the engine serves: what there is, documents, counts, warehouses."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section
from maizi.kit.reach import reachable

from .. import access, actions, forms, queries
from ..actions import opening
from ..models import Bin, StockAccount, StockCount, StockDocument, Warehouse
from ..terms import MovementKind


def _reads(user, verb: str, row=None) -> bool:
    """Lists of what is written by other verbs: seen and exported, never typed in."""
    return verb in ("view", "export", "unmask") and access.may(user, verb, row)


def _kinds(direction: int) -> str:
    return f"kind.in.{','.join(kind for kind in MovementKind if kind.direction == direction)}"


ACCOUNTS = Pages(
    model=StockAccount,
    visible=access.visible_accounts,
    may=_reads,
    columns=(
        "product", "warehouse", "quantity", "good", "reserved", "cost_yuan", "value_yuan",
        "last_in_on", "last_out_on",
    ),
    filters=("warehouse", "product", "quantity", "good", "reserved", "value_yuan", "last_in_on",
             "last_out_on"),
    sections=(
        Section(N_("库存"), ("product", "warehouse", "quantity", "good", "reserved")),
        Section(N_("成本"), ("cost_yuan", "value_yuan", "last_in_on", "last_out_on")),
    ),
    views=(
        View("there", N_("有库存"), ("quantity.at_least.0.0001",)),
        View("reserved", N_("有预留"), ("reserved.at_least.0.0001",)),
        View("none", N_("零库存"), ("quantity.is.0",)),
        View("slow", N_("90 天没有出库"),
             ("quantity.at_least.0.0001", "last_out_on.within.before_90")),
        View("all", N_("全部")),
    ),
)  # fmt: skip

DOCUMENTS = Pages(
    model=StockDocument,
    visible=access.visible_documents,
    may=_reads,
    columns=("no", "kind", "on", "warehouse", "other", "pieces", "partner", "source_number",
             "created_by", "created_at", "note"),
    filters=("kind", "on", "warehouse", "other", "partner", "no", "source_number", "created_by",
             "note"),
    sections=(
        Section(N_("单据"), ("no", "kind", "on", "warehouse", "other", "pieces")),
        Section(N_("往来"), ("partner", "source_number", "note", "created_by", "created_at")),
    ),
    views=(
        View("all", N_("全部")),
        View("in", N_("入库"), (_kinds(1),)),
        View("out", N_("出库"), (_kinds(-1),)),
        View("transfer", N_("调拨"), ("kind.in.transfer",)),
        View("making", N_("组装拆卸"), ("kind.in.assembly,disassembly",)),
    ),
)  # fmt: skip

COUNTS = Pages(
    model=StockCount,
    visible=access.visible_counts,
    may=_reads,
    columns=("no", "warehouse", "category", "state", "frozen_at", "gain_yuan", "loss_yuan",
             "created_by"),
    filters=("state", "warehouse", "category", "frozen_at", "created_by", "no"),
    sections=(Section(N_("盘点"), ("no", "warehouse", "category", "state", "frozen_at", "note")),),
    views=(
        View("all", N_("全部")),
        View("open", N_("进行中"), ("state.in.open,asked",)),
        View("done", N_("已入账"), ("state.in.done",)),
    ),
)  # fmt: skip

WAREHOUSES = Pages(
    model=Warehouse,
    visible=access.visible_warehouses,
    may=access.may,
    save=actions.save_warehouse,
    columns=("name", "code", "unit", "keeper", "address", "is_active"),
    filters=("is_active", "unit", "keeper", "name", "code"),
    sections=(
        Section(N_("仓库"), ("name", "code", "unit", "keeper", "address")),
        Section(N_("其他"), ("position", "is_active", "note")),
    ),
    views=(View("active", N_("启用的"), ("is_active.yes",)), View("all", N_("全部"))),
)

reachable(Bin, access.visible_bins)

IMPORTS = importable(
    Importer(
        kind="stock",
        namespace="stock",
        label=N_("期初库存"),
        may=opening.may_import,
        oversees=opening.may_import,
        targets=opening.targets,
        columns=opening.columns,
        form=forms.OpeningForm,
        keys=opening.KEYS,
        lead="no",
        prepare=opening.prepare,
        decide=opening.decide,
        store=opening.store,
        undo=opening.undo,
        written=queries.written_by,
    )
)

"""Plain pages of 三包: pieces, repairs, receipts, verdicts, the catalogue."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions, forms, queries
from ..actions import importing
from ..models import Acceptance, CatalogueRow, Repair, Unit, Verdict

UNUSED = ("bulk", "undo", "cell")
WRITTEN = (*UNUSED, "new", "edit", "reveal")

UNITS = Pages(
    model=Unit,
    visible=access.visible_units,
    may=access.may,
    save=actions.save_unit,
    columns=(
        "serial", "product", "customer", "state", "starts_on", "covered_until", "start_reason",
        "invoice_no", "invoiced_on", "price_yuan", "delivered_on", "accepted_on", "voucher_no",
        "phone", "created_at",
    ),
    filters=(
        "state", "product", "customer", "starts_on", "covered_until", "start_reason", "catalogue",
        "invoiced_on", "delivered_on", "accepted_on", "invoice_no", "voucher_no", "is_distance",
        "created_at",
    ),
    sections=(
        Section(N_("设备"), ("serial", "product", "catalogue", "produced_on", "voucher_no",
                            "bundled")),
        Section(N_("在谁那里"), ("customer", "contact_name", "phone", "place")),
        Section(N_("购买"), (
            "invoice_no", "invoiced_on", "price_yuan", "delivered_on", "is_distance",
            "contract_months", "note",
        )),
    ),
    views=(
        View("in_use", N_("使用中"), ("state.in.in_use",)),
        View("ending", N_("三十天内过保"), ("state.in.in_use", "covered_until.within.next_30"),
             sort="covered_until"),
        View("over", N_("已过保修"), ("state.in.in_use", "covered_until.within.past")),
        View("unknown", N_("起算日不明"), ("state.in.in_use", "start_reason.in.unknown")),
        View("all", N_("全部")),
    ),
    kind="installed",
)  # fmt: skip
REPAIRS = Pages(
    model=Repair,
    visible=access.visible_repairs,
    may=access.may_repair,
    save=actions.save_repair,
    columns=(
        "no", "unit", "fault_code", "handed_in_at", "ready_at", "picked_up_at", "delay",
        "is_again", "repairer", "is_authorised", "parts_used", "state_after",
    ),
    filters=(
        "fault_code", "handed_in_at", "ready_at", "delay", "is_again", "repairer",
        "is_authorised", "part",
    ),
    sections=(
        Section(N_("故障"), ("fault", "fault_code", "part", "handed_in_at")),
        Section(N_("修理"), (
            "repairer", "is_authorised", "parts_used", "is_part_replaced", "state_after", "delay",
        )),
        Section(N_("修好与取回"), ("ready_at", "picked_up_at")),
        Section(N_("家用汽车"), ("assembly", "safety", "uncounted_hours")),
    ),
    views=(
        View("lasting", N_("在修"), ("ready_at.empty",), sort="handed_in_at"),
        View("waiting", N_("等零件"), ("ready_at.empty", "delay.in.parts"), sort="handed_in_at"),
        View("again", N_("三十日内返修"), ("is_again.yes",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
VERDICTS = Pages(
    model=Verdict,
    visible=access.visible_verdicts,
    may=access.may_read,
    columns=(
        "no", "unit", "product", "fault", "reported_on", "chosen", "refund_yuan", "basis",
        "asked_by", "created_by", "created_at",
    ),
    filters=("chosen", "asked_by", "product", "reported_on", "created_by", "created_at", "rule"),
    sections=(Section(N_("三包判定"), ("no", "unit", "product", "fault", "reported_on", "chosen",
                                     "basis", "refund_yuan", "depreciation_yuan")),),
    views=(
        View("open", N_("还没有选"), ("chosen.empty",)),
        View("chosen", N_("已选择"), ("chosen.filled",)),
        View("asked", N_("客户自助查询"), ("asked_by.in.customer",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip
ACCEPTANCES = Pages(
    model=Acceptance,
    visible=access.visible_acceptances,
    may=access.may_accept,
    columns=("no", "customer", "accepted_at", "result", "instructor", "signed_by", "created_by"),
    filters=("customer", "accepted_at", "instructor", "created_by"),
    sections=(Section(N_("验收单"), (
        "no", "customer", "works", "result", "instructor", "signed_by", "signature",
        "accepted_at", "created_by",
    )),),
    views=(View("all", N_("全部")),),
)  # fmt: skip
CATALOGUE = Pages(
    model=CatalogueRow,
    visible=access.visible_catalogue,
    may=access.may_set_up,
    save=actions.save_row,
    columns=(
        "name", "since_on", "months", "part_months", "rate_percent", "start_rule", "is_verified",
        "is_active", "kind", "source", "code",
    ),
    filters=("kind", "is_active", "is_verified", "since_on", "months"),
    sections=(
        Section(N_("商品"), ("name", "code", "kind", "since_on", "source")),
        Section(N_("期限与折旧"), (
            "months", "part_months", "parts", "rate_percent", "start_rule",
        )),
        Section(N_("家用汽车"), ("km", "care_months", "care_km")),
        Section(N_("核对与启用"), ("is_verified", "is_active", "note")),
    ),
    views=(
        View("active", N_("已启用"), ("is_active.yes",), sort="name"),
        View("to_verify", N_("待核对"), ("is_verified.no",), sort="name"),
        View("all", N_("全部"), sort="name"),
    ),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="units",
        namespace="warranty",
        label=N_("设备档案"),
        may=importing.may_import,
        oversees=importing.may_import,
        targets=importing.targets,
        columns=importing.columns,
        form=forms.ImportForm,
        keys=importing.KEYS,
        lead="serial",
        prepare=importing.prepare,
        decide=importing.decide,
        store=importing.store,
        undo=importing.undo,
        written=queries.imported_by,
    )
)

"""Who sees which rows of stock, who may do what with them (M-2, M-3)."""

from django.db.models import QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.fields.access import NumberKind, NumberShape
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .models import (
    Batch,
    Bin,
    CountLine,
    ReorderPoint,
    Reservation,
    Serial,
    StockAccount,
    StockCount,
    StockDocument,
    StockMovement,
    Warehouse,
)
from .terms import MovementKind

STOCK = Entity(
    "stock",
    N_("库存"),
    {
        "read": N_("查看"),
        "post": N_("出入库、调拨与组装"),
        "reverse": N_("冲销单据"),
        "count": N_("盘点"),
        "places": N_("管理仓库、货位与补货点"),
        "import": N_("导入期初库存"),
        "export": N_("导出"),
        "close": N_("结账"),
    },
)
NUMBERS = (
    NumberKind("stock_in", N_("入库单号"), NumberShape("RK")),
    NumberKind("stock_out", N_("出库单号"), NumberShape("CK")),
    NumberKind("stock_transfer", N_("调拨单号"), NumberShape("DB")),
    NumberKind("stock_status", N_("状态调整单号"), NumberShape("ZT")),
    NumberKind("stock_making", N_("组装拆卸单号"), NumberShape("ZZ")),
    NumberKind("stock_count", N_("盘点单号"), NumberShape("PD")),
)
NUMBERED = {
    MovementKind.TRANSFER: "stock_transfer", MovementKind.RESTATUS: "stock_status",
    MovementKind.ASSEMBLY: "stock_making", MovementKind.DISASSEMBLY: "stock_making",
}  # fmt: skip


def number_code(kind: MovementKind) -> str:
    """The rule that numbers documents of this kind."""
    return NUMBERED.get(kind) or ("stock_in" if kind.direction > 0 else "stock_out")


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` with stock, one row or any."""
    verb = {"view": "read", "unmask": "read", "add": "places", "change": "places"}.get(verb, verb)
    return rights_of(user).may("stock", verb)


def sees_cost(user) -> bool:
    """Whether a person may see what goods cost (M-4)."""
    return group_access(user, FieldGroup.COST) >= FieldAccess.READ


def visible_warehouses(user) -> QuerySet[Warehouse]:
    """Stock is the company's: whoever reads it sees every warehouse."""
    return Warehouse.objects.all() if may(user, "view") else Warehouse.objects.none()


def visible_bins(user) -> QuerySet[Bin]:
    """Bins of visible warehouses."""
    return Bin.objects.filter(warehouse__in=visible_warehouses(user))


def visible_accounts(user) -> QuerySet[StockAccount]:
    """What there is, for those who read stock."""
    return StockAccount.objects.all() if may(user, "view") else StockAccount.objects.none()


def visible_documents(user) -> QuerySet[StockDocument]:
    """Documents, for those who read stock."""
    return StockDocument.objects.all() if may(user, "view") else StockDocument.objects.none()


def visible_movements(user) -> QuerySet[StockMovement]:
    """Movements, for those who read stock."""
    return StockMovement.objects.all() if may(user, "view") else StockMovement.objects.none()


def visible_serials(user) -> QuerySet[Serial]:
    """Numbered pieces, for those who read stock."""
    return Serial.objects.all() if may(user, "view") else Serial.objects.none()


def visible_batches(user) -> QuerySet[Batch]:
    """Batches, for those who read stock."""
    return Batch.objects.all() if may(user, "view") else Batch.objects.none()


def visible_reservations(user) -> QuerySet[Reservation]:
    """Reservations, for those who read stock."""
    return Reservation.objects.all() if may(user, "view") else Reservation.objects.none()


def visible_points(user) -> QuerySet[ReorderPoint]:
    """Reorder points, for those who read stock."""
    return ReorderPoint.objects.all() if may(user, "view") else ReorderPoint.objects.none()


def visible_counts(user) -> QuerySet[StockCount]:
    """Stock counts, for those who read stock."""
    return StockCount.objects.all() if may(user, "view") else StockCount.objects.none()


def visible_count_lines(user) -> QuerySet[CountLine]:
    """Lines of visible counts."""
    return CountLine.objects.filter(count__in=visible_counts(user))

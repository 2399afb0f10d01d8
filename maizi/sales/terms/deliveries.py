"""Words of deliveries (I-7)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class DeliveryState(Term):
    """How far a delivery is."""

    PICKING = "picking", N_("配货中")
    PACKED = "packed", N_("已打包")
    SHIPPED = "shipped", N_("已发货")
    ARRIVED = "arrived", N_("已到达")
    SIGNED = "signed", N_("已签收")
    CANCELLED = "cancelled", N_("已作废")


# The goods are still in the house.
INSIDE = (DeliveryState.PICKING, DeliveryState.PACKED)
GONE = (DeliveryState.SHIPPED, DeliveryState.ARRIVED, DeliveryState.SIGNED)

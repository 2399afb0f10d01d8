"""Words of sales orders (I-4)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class OrderState(Term):
    """Where an order stands; how far it is invoiced is said apart."""

    DRAFT = "draft", N_("草稿")
    WAITING = "waiting", N_("信用审批中")
    CONFIRMED = "confirmed", N_("已确认")
    PARTLY_DELIVERED = "partly", N_("部分发货")
    DELIVERED = "delivered", N_("已发货")
    COMPLETED = "completed", N_("已完成")
    CANCELLED = "cancelled", N_("已取消")
    CLOSED_SHORT = "short", N_("短交关闭")


class Invoicing(Term):
    """How far an order is invoiced."""

    NONE = "none", N_("未开票")
    PARTLY = "partly", N_("部分开票")
    FULLY = "fully", N_("已开齐")


class Happening(Term):
    """What happened to an order, as its tracking page tells it."""

    CREATED = "created", N_("订单已录入")
    SUBMITTED = "submitted", N_("订单已提交，正在审核")
    CONFIRMED = "confirmed", N_("订单已确认，正在安排备货")
    STOPPED = "stopped", N_("订单等待内部审批")
    REFUSED = "refused", N_("订单未获批准")
    PICKING = "picking", N_("仓库正在配货")
    PACKED = "packed", N_("货物已打包")
    SHIPPED = "shipped", N_("货物已发出")
    ARRIVED = "arrived", N_("货物已到达")
    SIGNED = "signed", N_("货物已签收")
    INVOICED = "invoiced", N_("发票已开具")
    RETURN_ASKED = "return_asked", N_("已申请退换货")
    RETURN_IN = "return_in", N_("退回的货物已收到")
    REFUNDED = "refunded", N_("退换货已处理完毕")
    CANCELLED = "cancelled", N_("订单已取消")
    CLOSED_SHORT = "short", N_("余下的货物不再发，订单结束")
    REOPENED = "reopened", N_("订单重新打开")
    COMPLETED = "completed", N_("订单已完成")


# What a customer need not read of our own house.
INTERNAL = (Happening.CREATED, Happening.STOPPED, Happening.REFUSED)
# Orders that count as business done with a customer (S004 财务资料).
COUNTED = (
    OrderState.CONFIRMED, OrderState.PARTLY_DELIVERED, OrderState.DELIVERED, OrderState.COMPLETED,
    OrderState.CLOSED_SHORT,
)  # fmt: skip
# Orders that goods may still leave for.
RUNNING = (OrderState.CONFIRMED, OrderState.PARTLY_DELIVERED)

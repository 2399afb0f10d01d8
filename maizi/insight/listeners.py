"""What analytics hears of: the facts beside the orders follow at once."""

from maizi.customers.events import CustomersMerged, CustomersParted
from maizi.sales.events import TradeChanged

from . import actions


def on_trade_changed(event: TradeChanged) -> None:
    actions.follow(event.order_ids)


def on_customers_merged(event: CustomersMerged) -> None:
    actions.move_customers([event.survivor_id, *event.absorbed_ids])


def on_customers_parted(event: CustomersParted) -> None:
    actions.move_customers([event.survivor_id, *event.restored_ids])

"""Whether the books of the stock agree with the movements they are the sum of."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from maizi.kernel.money import quantity, yuan

from ..models import Reservation, Serial, StockAccount, StockHolding, StockMovement
from ..terms import StockStatus

ZERO = Decimal(0)


def flaws(product_ids: Collection[int] | None = None) -> list[str]:
    """Sentences about everything that does not agree; none when all is well.

    product_ids  look at these products only; None for all
    Six queries; reads every movement once. For checks and tests, in the language of the code.
    """
    only = {} if product_ids is None else {"product__in": product_ids}
    accounts = {(a.product_id, a.warehouse_id): a for a in StockAccount.objects.filter(**only)}
    moves = StockMovement.objects.filter(**only)
    return [
        *_sums(accounts, moves), *_holdings(accounts, moves), *_claims(accounts),
        *_pieces(accounts, Serial.objects.filter(**only)), *_running(moves),
    ]  # fmt: skip


def _sums(accounts: dict, moves: QuerySet) -> Iterator[str]:
    rows = moves.order_by().values_list("product", "warehouse").annotate(
        Sum("quantity"), Sum("value_yuan"))  # fmt: skip
    sums = {(p, w): (quantity(q), yuan(v)) for p, w, q, v in rows}
    for key, account in accounts.items():
        stored = (account.quantity, account.value_yuan)
        if stored != sums.pop(key, (ZERO, ZERO)):
            yield f"account {account.pk} holds {stored}, not what its movements sum to"
        if account.quantity == 0 and account.value_yuan:
            yield f"account {account.pk} is empty and worth {account.value_yuan}"
    yield from (f"movements of {key} have no account" for key in sums)


def _holdings(accounts: dict, moves: QuerySet) -> Iterator[str]:
    rows = moves.order_by().values_list(
        "product", "warehouse", "bin", "batch", "status").annotate(Sum("quantity"))  # fmt: skip
    moved = {tuple(row[:5]): quantity(row[5]) for row in rows}
    good: dict[int, Decimal] = {}
    for holding in StockHolding.objects.filter(account__in=list(accounts.values())).select_related(
        "account"
    ):
        account = holding.account
        key = (account.product_id, account.warehouse_id, holding.bin_id, holding.batch_id,
               holding.status)  # fmt: skip
        if moved.pop(key, ZERO) != holding.quantity:
            yield f"holding {holding.pk} is not the sum of its movements"
        if holding.status == StockStatus.GOOD:
            good[account.pk] = good.get(account.pk, ZERO) + holding.quantity
    yield from (f"movements of {key} lie nowhere" for key, left in moved.items() if left)
    for account in accounts.values():
        if account.good != good.get(account.pk, ZERO):
            yield f"account {account.pk} has {account.good} good pieces, not {good.get(account.pk)}"


def _claims(accounts: dict) -> Iterator[str]:
    rows = Reservation.objects.order_by().values_list("account").annotate(Sum("quantity"))
    claimed = {id_: quantity(total) for id_, total in rows}
    for account in accounts.values():
        if account.reserved != claimed.get(account.pk, ZERO):
            yield f"account {account.pk} has {account.reserved} reserved, not the sum of its claims"


def _pieces(accounts: dict, pieces: QuerySet) -> Iterator[str]:
    """As many numbered pieces in a place as the books have, and each where it last moved to."""
    rows = pieces.filter(warehouse__isnull=False).order_by()
    for product, place, count in rows.values_list("product", "warehouse").annotate(Count("pk")):
        account = accounts.get((product, place))
        if account is None or account.quantity != count:
            yield f"{count} numbered pieces of {product} in {place}, the books say otherwise"


def _running(moves: QuerySet) -> Iterator[str]:
    """What stands beside each movement is what the movements up to it sum to."""
    held: dict[tuple[int, int], tuple[Decimal, Decimal]] = {}
    rows = moves.order_by("on", "id").values_list(
        "id", "product", "warehouse", "quantity", "value_yuan", "after_quantity", "after_yuan"
    )
    for id_, product, place, pieces, worth, after, after_yuan in rows.iterator(2_000):
        before = held.get((product, place), (ZERO, ZERO))
        now = held[product, place] = (before[0] + pieces, before[1] + worth)
        if now != (after, after_yuan):
            yield f"movement {id_} says {after, after_yuan}, the movements up to it {now}"

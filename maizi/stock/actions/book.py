"""The part of the stock that a writer has locked: cards, accounts, holdings, reservations."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from maizi.catalog.models import Product
from maizi.history.actions import update_rows
from maizi.kernel.sources import Source

from ..models import (
    Batch,
    Bin,
    Reservation,
    StockAccount,
    StockCard,
    StockHolding,
    StockLedger,
    StockMovement,
    Warehouse,
)
from ..rules.valuation import Worth
from ..terms import MovementKind, StockStatus

ONLY = 1
ACCOUNT_FIELDS = ("quantity", "good", "reserved", "value_yuan", "cost_yuan", "last_in_on",
                  "last_out_on")  # fmt: skip
MAKING = (MovementKind.ASSEMBLY, MovementKind.DISASSEMBLY)


def locked_ledger() -> StockLedger:
    """The row that whoever writes into the past, or closes it, waits for."""
    StockLedger.objects.bulk_create([StockLedger(pk=ONLY)], ignore_conflicts=True)
    return StockLedger.objects.select_for_update().get(pk=ONLY)


def tied_to(product_ids: Iterable[int], *, on: date) -> set[int]:
    """These products and all whose cost follows from theirs since a day, through assemblies."""
    found, fresh = set(), set(product_ids)
    while fresh:
        found |= fresh
        making = StockMovement.objects.filter(
            document__kind__in=MAKING, on__gte=on, product__in=fresh
        ).values("document")
        rows = StockMovement.objects.filter(document__in=making).values_list("product", flat=True)
        fresh = set(rows) - found
    return found


class Book:
    """Everything about some products, locked until the transaction ends.

    Products are locked in the order of their ids, so that no two writers wait for each other.
    """

    def __init__(self, product_ids: Collection[int]):
        ids = sorted(product_ids)
        cards = [StockCard(product_id=id_) for id_ in ids]
        StockCard.objects.bulk_create(cards, ignore_conflicts=True)
        locked = StockCard.objects.select_for_update().filter(product__in=ids)
        self.cards = {card.pk: card for card in locked.order_by("product_id")}
        accounts = StockAccount.objects.filter(product__in=ids)
        self.accounts = {(row.product_id, row.warehouse_id): row for row in accounts}
        self.by_id = {row.pk: row for row in self.accounts.values()}
        holdings = StockHolding.objects.filter(account__product__in=ids)
        self.holdings: dict[int, dict[str, StockHolding]] = {}
        for row in holdings.select_related("bin", "batch"):
            self.holdings.setdefault(row.account_id, {})[row.key] = row
        self._reservations: dict[int, list[Reservation]] | None = None
        self._touched: set[int] = set()
        self._touched_holdings: dict[int, StockHolding] = {}

    def account(self, product: Product, warehouse: Warehouse) -> StockAccount:
        """The account of a product in a warehouse, opened where there is none."""
        key = product.pk, warehouse.pk
        if key not in self.accounts:
            row = StockAccount(product=product, warehouse=warehouse)
            row.save(force_insert=True)
            self.accounts[key] = self.by_id[row.pk] = row
        return self.accounts[key]

    def holding(self, account: StockAccount, bin_: Bin | None, batch: Batch | None, status: str):
        """What lies in one bin, of one batch, in one state; begun where there is nothing."""
        key = f"{bin_.pk if bin_ else ''}/{batch.pk if batch else ''}/{status}"
        here = self.holdings.setdefault(account.pk, {})
        if key not in here:
            here[key] = StockHolding(account=account, bin=bin_, batch=batch, status=status, key=key)
        return here[key]

    def worth(self, account: StockAccount) -> Worth:
        """What an account holds now."""
        return Worth(account.quantity, account.value_yuan, account.cost_yuan)

    def reservations(self, account: StockAccount) -> list[Reservation]:
        """Claims on an account, oldest first. One query for all accounts of the book."""
        if self._reservations is None:
            self._reservations = {}
            rows = Reservation.objects.filter(account__product__in=self.cards)
            for row in rows.select_related("batch", "serial").order_by("id"):
                self._reservations.setdefault(row.account_id, []).append(row)
        return self._reservations.setdefault(account.pk, [])

    def of_source(self, source: Source | None, account: StockAccount) -> list[Reservation]:
        """The claims of one document on an account."""
        if source is None:
            return []
        mine = (source.kind, source.id)
        rows = self.reservations(account)
        return [row for row in rows if (row.source_kind, row.source_id) == mine]

    def add(self, holding: StockHolding, quantity: Decimal) -> None:
        """Goods come to a holding (+) or leave it (−); its account follows."""
        account = self.by_id[holding.account_id]
        holding.quantity += quantity
        account.quantity += quantity
        if holding.status == StockStatus.GOOD:
            account.good += quantity
        self._touched_holdings[holding.pk] = holding
        self.touch(account)

    def touch(self, account: StockAccount) -> None:
        """Remember that an account is to be written."""
        self._touched.add(account.pk)

    @property
    def touched(self) -> list[StockAccount]:
        return [self.by_id[id_] for id_ in sorted(self._touched)]

    @property
    def touched_holdings(self) -> list[StockHolding]:
        return list(self._touched_holdings.values())

    def write(self) -> None:
        """Store what was touched. Three statements."""
        fresh = [row for row in self._touched_holdings.values() if row._state.adding]
        known = [row for row in self._touched_holdings.values() if not row._state.adding]
        StockHolding.objects.bulk_create(fresh)
        update_rows(StockHolding, ("quantity",), known)
        update_rows(StockAccount, ACCOUNT_FIELDS, self.touched)
        self._touched, self._touched_holdings = set(), {}

"""What the lines of a draft cost: the price lists, and prices that somebody was promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from maizi.catalog.models import Product
from maizi.catalog.queries import prices_for
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Order, OrderLine, Quote, QuoteLine

Draft = Quote | Order
DraftLine = QuoteLine | OrderLine
PROMISED = N_("登记时看到的单价")


@dataclass(slots=True)
class Priced:
    """What the price lists say of products, asked once for many lines.

    promised  product -> the most this customer pays here, whatever the lists say
    """

    found: dict = field(default_factory=dict)
    promised: Mapping[int, Decimal] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft, pieces: dict[int, Decimal]) -> "Priced":
        """One query for each source, one for what was promised."""
        on = timezone.localdate()
        found = prices_for(pieces, customer=draft.customer, on=on, activity=draft.activity)
        return cls(found, access.promised_prices(draft))

    def usual(self, product: Product) -> tuple[Decimal | None, str]:
        """(price or None, where it is from)."""
        resolution, promised = self.found[product.pk], self.promised.get(product.pk)
        row = resolution.row
        if promised is not None and (row is None or promised < resolution.price_yuan):
            return promised, PROMISED
        if row is None:
            return None, ""
        return resolution.price_yuan, f"{row.kind.chinese} {row.title}".strip()[:80]

    def check(self, product: Product, price_yuan: Decimal) -> None:
        """Nobody pays more than he was shown (B-11). Raises Refused."""
        promised = self.promised.get(product.pk)
        if promised is not None and price_yuan > promised:
            raise Refused(
                N_("“{name}”在登记时给客户看的是 {price} 元，单价不能更高。"), name=product.name,
                price=f"{promised:.2f}", field="price_yuan",
            )  # fmt: skip

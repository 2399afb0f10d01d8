"""Put bundles together from their parts, and take them apart again (组装、拆卸)."""

from decimal import Decimal

from maizi.catalog.models import Product
from maizi.catalog.queries import bundle_of, flaws_of
from maizi.catalog.terms import BundleSort, ProductSort
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .drafts import Line


def lines_from_bundle(bundle: Product, *, pieces: Decimal, by=None) -> list[Line]:
    """The parts of a fixed set, so many times, as lines of an assembly.

    Bundles themselves have no stock: what is put together is a product that a person names.
    Raises Refused for bundles that leave a choice, and empty ones.
    """
    if bundle.sort != ProductSort.BUNDLE or bundle.bundle_sort != BundleSort.FIXED:
        raise Refused(N_("“{product}”不是固定套装，配料不固定。请逐行填写。"),
                      product=bundle.name, field="bundle")  # fmt: skip
    made = bundle_of(bundle)
    if flaws := flaws_of(made):
        raise Refused(flaws[0], field="bundle")
    return [
        Line(line.part, line.quantity * pieces)
        for line in made.lines if line.part.sort not in (ProductSort.SERVICE, ProductSort.BUNDLE)
    ]  # fmt: skip

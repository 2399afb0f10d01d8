"""What a bundle is made of, and how its price spreads over its parts (I-2)."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from maizi.kernel.errors import Refused
from maizi.kernel.money import EXACT, line_amount, yuan
from maizi.kernel.texts import N_, Said

from .. import access
from ..models import BundleGroup, BundleLine, BundleRelation, Product
from ..rules import bundles as rules
from ..rules.money import Split, allocate, split_tax
from ..terms import BundleSort, RelationSort


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it is shown: parts that are always in it, groups with theirs, rules."""

    product: Product
    lines: list[BundleLine]
    groups: list[BundleGroup]
    relations: list[BundleRelation]

    @property
    def fixed(self) -> list[BundleLine]:
        """The parts nobody has to choose; in a fixed set, all of them."""
        if self.product.bundle_sort == BundleSort.FIXED:
            return self.lines
        return [line for line in self.lines if line.group_id is None]

    def of_group(self, group: BundleGroup) -> list[BundleLine]:
        return [line for line in self.lines if line.group_id == group.pk]


@dataclass(frozen=True, slots=True)
class Part:
    """One part with its share of the bundle price, in yuan with tax.

    listed_yuan  list price × quantity; None when it has no list price
    """

    line: BundleLine
    listed_yuan: Decimal | None
    share_yuan: Decimal
    split: Split


def bundle_of(product: Product) -> Bundle:
    """Everything about one bundle. Three queries."""
    lines = list(product.bundle_lines.select_related("part"))
    groups, relations = list(product.bundle_groups.all()), list(product.bundle_relations.all())
    is_fixed = product.bundle_sort == BundleSort.FIXED
    is_flexible = product.bundle_sort == BundleSort.FLEXIBLE
    return Bundle(product, lines, [] if is_fixed else groups, relations if is_flexible else [])


def plan_for(bundle: Bundle) -> rules.Plan:
    """The bundle as the rules see it; its options are the ids of its lines."""
    return rules.plan_of(
        [line.pk for line in bundle.fixed],
        [
            rules.Choice(group.pk, group.name, group.least, group.most,
                         tuple(line.pk for line in bundle.of_group(group)))
            for group in bundle.groups
        ],
        [rules.Relation(RelationSort(r.sort), r.one_id, r.other_id) for r in bundle.relations],
        {line.pk: line.part.name for line in bundle.lines},
    )  # fmt: skip


def flaws_of(bundle: Bundle) -> list[Said]:
    """What keeps it from being sold."""
    return rules.flaws_of(plan_for(bundle))


def dead_parts(bundle: Bundle) -> list[str]:
    """Names of parts that no allowed selection has in it."""
    plan = plan_for(bundle)
    return [plan.names[option] for option in rules.dead_options(plan)]


def shares_of(bundle: Bundle, chosen: Collection[int], price_yuan: Decimal | None) -> list[Part]:
    """The parts of a selection with their shares of a price (T-I1).

    chosen      ids of lines; those always in it need not be named
    price_yuan  None for what the parts cost singly
    Raises Refused when the selection is not allowed: the first reason.
    """
    plan = plan_for(bundle)
    wrong = rules.flaws_of(plan) or rules.wrong_with(plan, chosen)
    if wrong:
        raise Refused(wrong[0], code="selection")
    kept = plan.fixed | set(chosen)
    lines = [line for line in bundle.lines if line.pk in kept]
    if not lines:
        raise Refused(N_("还没有选择任何商品。"), code="selection")
    weights = [
        EXACT.multiply(line.part.list_price_yuan or Decimal(0), line.quantity) for line in lines
    ]
    price_yuan = yuan(sum(weights)) if price_yuan is None else price_yuan
    shares = allocate(price_yuan, weights)
    return [
        Part(
            line,
            None if line.part.list_price_yuan is None
            else line_amount(line.quantity, line.part.list_price_yuan),
            share,
            split_tax(share, line.part.tax_rate),
        )
        for line, share in zip(lines, shares, strict=True)
    ]  # fmt: skip


def lines_seen(user) -> QuerySet[BundleLine]:
    """Parts of visible bundles, with both products."""
    rows = BundleLine.objects.filter(bundle__in=access.visible_products(user))
    return rows.select_related("bundle", "part")


def groups_seen(user) -> QuerySet[BundleGroup]:
    """Choices of visible bundles."""
    rows = BundleGroup.objects.filter(bundle__in=access.visible_products(user))
    return rows.select_related("bundle")


def relations_seen(user) -> QuerySet[BundleRelation]:
    """Rules of visible bundles, with the parts they are about."""
    rows = BundleRelation.objects.filter(bundle__in=access.visible_products(user))
    return rows.select_related("bundle", "one__part", "other__part")


def first_selection(bundle: Bundle) -> frozenset[int]:
    """Some allowed selection, to begin with: lines that somebody may leave out again."""
    plan = plan_for(bundle)
    found = rules.selection_for(plan) or frozenset()
    return found - plan.fixed


def totals_of(parts: list[Part]) -> dict[str, Decimal]:
    """Sums under the columns of a selection."""
    nothing = Decimal(0)
    return {
        "listed": sum((part.listed_yuan or nothing for part in parts), nothing),
        "share": sum((part.share_yuan for part in parts), nothing),
        "net": sum((part.split.net for part in parts), nothing),
        "tax": sum((part.split.tax for part in parts), nothing),
    }

"""Put a bundle together (I-2)."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import BundleGroup, BundleLine, BundleRelation, Product
from ..queries.bundles import bundle_of, plan_for
from ..rules.bundles import selection_for
from ..terms import BundleSort, ProductSort, RelationSort

MOST_PARTS, MOST_GROUPS, MOST_RELATIONS = 60, 12, 60
GROUP, PART, RELATION = N_("选择组"), N_("组合明细"), N_("搭配规则")


@transaction.atomic
def add_group(product: Product, *, name: str, least: int, most: int, by) -> BundleGroup:
    """Open a choice in a menu or configurator. Raises Refused for fixed sets and odd bounds."""
    product = _locked(product)
    if product.bundle_sort == BundleSort.FIXED:
        raise Refused(N_("固定套装没有可选的部分。要让客户选，请改成菜单自选或灵活配置。"))
    name = name.strip()
    if not name or product.bundle_groups.filter(name=name).exists():
        raise Refused(N_("请给选择组起一个没有用过的名字，如“主机”“配件”。"), field="name")
    if not 0 <= least <= most or not 1 <= most <= MOST_PARTS:
        raise Refused(N_("至少选的项数不能多于最多选的项数。"), field="most")
    if product.bundle_groups.count() >= MOST_GROUPS:
        raise Refused(N_("一个组合最多 {most} 个选择组。"), most=MOST_GROUPS, field="name")
    group = BundleGroup.objects.create(
        bundle=product, name=name, least=least, most=most, position=product.bundle_groups.count()
    )
    record(product, verb=N_("改组合"), by=by, changes={GROUP: [None, f"{name} {least}–{most}"]})
    return group


@transaction.atomic
def remove_group(group: BundleGroup, *, by) -> None:
    """Close a choice. Raises Refused while there are parts in it."""
    product = _locked(group.bundle)
    if group.lines.exists():
        raise Refused(N_("“{group}”里还有商品，请先移出它们。"), group=group.name)
    record(product, verb=N_("改组合"), by=by, changes={GROUP: [group.name, None]})
    group.delete()


@transaction.atomic
def add_part(
    product: Product,
    *,
    part: Product, by, quantity: Decimal = Decimal(1),
    group: BundleGroup | None = None,
) -> BundleLine:  # fmt: skip
    """Put a product into a bundle, or change how many of it. Raises Refused for bundles within."""
    product = _locked(product)
    if part.sort == ProductSort.BUNDLE:
        raise Refused(N_("组合里不能再放组合。请直接加入里面的商品。"), field="part")
    if quantity <= 0:
        raise Refused(N_("数量要大于 0。"), field="quantity")
    if group is not None and group.bundle_id != product.pk:
        raise Refused(N_("这个选择组不属于这个组合。请重新选择。"), field="group")
    line = product.bundle_lines.filter(part=part).first()
    if line is None and product.bundle_lines.count() >= MOST_PARTS:
        raise Refused(N_("一个组合最多 {most} 种商品。"), most=MOST_PARTS, field="part")
    old = f"{part.name} × {line.quantity.normalize():f}" if line else None
    line = line or BundleLine(bundle=product, part=part, position=product.bundle_lines.count())
    line.quantity, line.group = quantity, group
    line.save()
    told = f"{part.name} × {Decimal(quantity).normalize():f}"
    record(product, verb=N_("改组合"), by=by, changes={PART: [old, told]})
    return line


@transaction.atomic
def remove_part(line: BundleLine, *, by) -> None:
    """Take a product out of a bundle, with the rules about it."""
    product = _locked(line.bundle)
    BundleRelation.objects.filter(Q(one=line) | Q(other=line)).delete()
    record(product, verb=N_("改组合"), by=by, changes={PART: [line.part.name, None]})
    line.delete()


@transaction.atomic
def add_relation(one: BundleLine, sort: RelationSort, other: BundleLine, *, by) -> BundleRelation:
    """Say that one part requires or excludes another.

    Raises Refused when nothing could be chosen any more.
    """
    product = _locked(one.bundle)
    if product.bundle_sort != BundleSort.FLEXIBLE:
        raise Refused(N_("只有灵活配置的组合才有搭配规则。"))
    if one.pk == other.pk or other.bundle_id != product.pk:
        raise Refused(N_("请选择组合里的两种不同商品。"), field="other")
    if product.bundle_relations.count() >= MOST_RELATIONS:
        raise Refused(N_("一个组合最多 {most} 条搭配规则。"), most=MOST_RELATIONS)
    was_possible = selection_for(plan_for(bundle_of(product))) is not None
    row, is_new = BundleRelation.objects.get_or_create(
        bundle=product, one=one, sort=sort, other=other
    )
    if is_new and was_possible and selection_for(plan_for(bundle_of(product))) is None:
        raise Refused(N_("加上这条规则以后，怎么选都不成立，这个组合就卖不出去了。"), field="other")
    if is_new:
        told = f"{one.part.name} · {RelationSort(sort).chinese} · {other.part.name}"
        record(product, verb=N_("改组合"), by=by, changes={RELATION: [None, told]})
    return row


@transaction.atomic
def remove_relation(row: BundleRelation, *, by) -> None:
    """Drop a rule."""
    product = _locked(row.bundle)
    told = f"{row.one.part.name} · {RelationSort(row.sort).chinese} · {row.other.part.name}"
    record(product, verb=N_("改组合"), by=by, changes={RELATION: [told, None]})
    row.delete()


def _locked(product: Product) -> Product:
    found = Product.objects.select_for_update().get(pk=product.pk)
    if found.sort != ProductSort.BUNDLE:
        raise Refused(N_("“{product}”不是组合。请先把种类改成“组合”。"), product=found.name)
    return found

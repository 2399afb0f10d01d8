"""Plain pages of the catalogue: products, categories, price lists, imports."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section, Verb

from .. import access, actions, forms, queries
from ..actions import imports
from ..models import Category, PriceList, Product

PRODUCTS = Pages(
    model=Product,
    visible=access.visible_products,
    may=access.may,
    save=actions.save_product,
    columns=(
        "name", "no", "sort", "brand", "model", "spec", "category", "unit",
        "list_price_yuan", "cost_yuan", "is_active",
    ),
    filters=(
        "sort", "category", "brand", "list_price_yuan", "is_active", "tracking", "packaging",
        "tax_rate", "warranty_months", "discontinued_on", "created_at", "name", "model", "spec",
    ),
    sections=(
        Section(N_("基本"), (
            "name", "no", "sort", "bundle_sort", "brand", "model", "spec", "category", "is_active",
            "discontinued_on",
        )),
        Section(N_("价格与税"), ("list_price_yuan", "tax_rate", "cost_yuan")),
        Section(N_("计量与包装"), ("unit", "tracking", "packaging")),
        Section(N_("质保与保养"), (
            "warranty_months", "warranty_terms", "sanbao_catalogue", "preventive_months",
        )),
        Section(N_("其他"), ("note",)),
    ),
    bulk_fields=(
        "category", "brand", "list_price_yuan", "cost_yuan", "tax_rate", "is_active", "packaging",
        "warranty_months", "preventive_months", "discontinued_on",
    ),
    verbs=(Verb("change", N_("调价"), "catalog:change_chosen", "coin-yuan"),),
    views=(
        View("active", N_("在售"), ("is_active.yes",)),
        View("goods", N_("商品"), ("sort.in.goods", "is_active.yes")),
        View("parts", N_("备件"), ("sort.in.part", "is_active.yes")),
        View("services", N_("服务"), ("sort.in.service", "is_active.yes")),
        View("bundles", N_("组合"), ("sort.in.bundle",)),
        View("unpriced", N_("没有标价"), ("list_price_yuan.empty", "is_active.yes")),
        View("gone", N_("已停售"), ("is_active.no",)),
        View("all", N_("全部")),
    ),
    kind="product",
)  # fmt: skip

CATEGORIES = Pages(
    model=Category,
    visible=access.visible_categories,
    may=lambda user, verb, row=None: access.may(user, "change" if verb == "add" else verb, row),
    save=actions.save_category,
    columns=("path_name", "name", "parent"),
    sections=(Section(N_("商品类别"), ("name", "parent")),),
    views=(View("all", N_("全部"), sort="path_name"),),
)

PRICE_LISTS = Pages(
    model=PriceList,
    visible=access.visible_price_lists,
    may=access.may_price,
    save=actions.save_list,
    columns=("name", "kind", "customer", "group", "number", "starts_on", "ends_on", "is_active"),
    filters=("kind", "group", "customer", "is_active", "starts_on", "ends_on", "number", "name"),
    sections=(
        Section(N_("给谁"), ("name", "kind", "customer", "group", "number", "is_for_key")),
        Section(N_("什么时候"), ("starts_on", "ends_on", "is_active", "note")),
    ),
    views=(
        View("active", N_("启用的"), ("is_active.yes",)),
        View("contract", N_("合同价"), ("kind.in.contract",)),
        View("groups", N_("客户类别价"), ("kind.in.group",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="product",
        namespace="catalog",
        label=N_("商品"),
        may=imports.may_import,
        oversees=imports.may_import,
        targets=imports.targets,
        columns=imports.columns,
        form=forms.ImportForm,
        keys=imports.KEYS,
        lead="name",
        prepare=imports.prepare,
        decide=imports.decide,
        store=imports.store,
        undo=imports.undo,
        written=queries.written_by,
    )
)

"""Plain pages of the archive: customers, contacts, tags."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section, Verb

from .. import access, actions, forms, queries
from ..actions import imports
from ..models import Address, Contact, Customer

COMPANY = (
    "industry",
    "staff_size",
    "legal_representative",
    "registered_capital_yuan",
    "founded_on",
)
PERSON = ("gender", "birthday", "employer", "job_title")
REACH = ("mobile", "phone", "email", "wechat", "website", "province", "city", "district", "street")

CUSTOMERS = Pages(
    model=Customer,
    visible=access.visible_customers,
    may=access.may,
    save=actions.save_customer,
    columns=(
        "name", "lifecycle", "industry", "city", "mobile", "owner", "tags", "last_contact_at",
        "last_contact_text", "next_contact_on",
    ),
    filters=(
        "owner", "lifecycle", "ka_status", "industry", "nature", "province", "city", "channel",
        "tags", "classes", "quality_band", "org_unit", "pool", "last_contact_at",
        "next_contact_on", "created_at", "party_type", "staff_size", "name", "mobile",
        "usc_code", "source", "batch", "filing", "is_blocked", "is_restricted",
    ),
    sections=(
        Section(N_("基础资料"), (
            "party_type", "name", "short_name", "usc_code", "usc_reason", "nature", "lifecycle",
            "ka_status", "owner", "next_contact_on",
        )),
        Section(N_("联系与地址"), REACH),
        Section(N_("企业"), COMPANY),
        Section(N_("个人"), PERSON),
        Section(N_("来源与备注"), (
            "channel", "source", "channel_detail", "lawful_basis", "first_trade_on",
            "is_restricted", "note",
        )),
    ),
    bulk_fields=(
        "lifecycle", "industry", "nature", "staff_size", "channel", "city", "province",
        "next_contact_on", "short_name", "mobile", "phone", "email",
    ),
    verbs=(
        Verb("assign", N_("分配"), "customers:assign", "user-share"),
        Verb("assign", N_("布置待办"), "customers:give_todos", "list-check"),
        Verb("claim", N_("领取"), "customers:claim", "user-plus"),
        Verb("assign", N_("按规则分配"), "customers:deal", "transfer"),
        Verb("release", N_("放入公海"), "customers:release", "ripple"),
        Verb("change", N_("打标签"), "customers:put_tags", "tag"),
        Verb("change", N_("归类"), "customers:put_class", "stack-2"),
        Verb("merge", N_("合并"), "customers:merge", "git-merge"),
    ),
    views=(
        View("all", N_("全部")),
        View("mine", N_("我负责的"), ("owner.me",)),
        View("team", N_("下属负责的"), ("owner.not_me", "pool.empty")),
        View("shared", N_("我协作的"), ("collaborators.me",)),
        View("pool", N_("公海"), ("pool.filled",)),
        View("due", N_("待联系"), ("owner.me", "next_contact_on.within.due"),
             sort="next_contact_on"),
    ),
    kind="customer",
    panels=("customers/_contacts.html",),
)  # fmt: skip

CONTACTS = Pages(
    model=Contact,
    visible=access.visible_contacts,
    may=access.may_contact,
    save=lambda row, verb, *, by: actions.save_contact(row, by=by),
    columns=("name", "customer", "job_title", "mobile", "phone", "email", "is_primary"),
    filters=("name", "job_title", "mobile"),
    sections=(Section(N_("联系人"), (
        "name", "department", "job_title", "mobile", "phone", "email", "wechat", "is_primary",
        "is_decision_maker", "note",
    )),),
)  # fmt: skip
ADDRESSES = Pages(
    model=Address,
    visible=access.visible_addresses,
    may=access.may_contact,
    save=lambda row, verb, *, by: actions.save_address(row, by=by),
    columns=("customer", "type", "province", "city", "district", "street"),
    sections=(Section(N_("地址"), (
        "type", "province", "city", "district", "street", "receiver", "mobile", "latitude",
        "longitude",
    )),),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="customer",
        namespace="customers",
        label=N_("客户"),
        may=imports.may_import,
        oversees=imports.oversees,
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

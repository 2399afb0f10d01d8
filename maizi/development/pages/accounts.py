"""Plain pages of key-account plans, agreements and gifts."""

from maizi.kernel.texts import N_
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions
from ..models import Agreement, Gift, KeyPlan

KEY_PLANS = Pages(
    model=KeyPlan,
    visible=access.visible_key_plans,
    may=lambda user, verb, row=None: verb != "export" and access.may_plan(user, verb, row),
    save=actions.save_key_plan,
    columns=("name", "customer", "method", "starts_on", "ends_on", "owner"),
    filters=("owner", "method", "customer", "ends_on", "name"),
    sections=(Section(N_("大客户开发计划"), (
        "name", "customer", "opportunity", "owner", "starts_on", "ends_on", "goal",
    )),),
)  # fmt: skip

AGREEMENTS = Pages(
    model=Agreement,
    visible=access.visible_agreements,
    may=access.may_agreement,
    save=actions.save_agreement,
    columns=("name", "customer", "state", "starts_on", "ends_on", "volume_yuan", "owner", "no"),
    filters=("state", "owner", "customer", "ends_on", "signed_on", "name"),
    sections=(
        Section(N_("合作协议"), (
            "name", "customer", "opportunity", "owner", "scope", "starts_on", "ends_on",
        )),
        Section(N_("价格与付款"), ("volume_yuan", "price_terms", "payment_terms")),
        Section(N_("服务承诺"), ("limited_years", "onsite_years", "full_years",
                             "special_regions")),
        Section(N_("签字人"), ("our_signatory", "their_signatory")),
    ),
    views=(
        View("open", N_("有效的"), ("state.in.signed,active",), sort="ends_on"),
        View("waiting", N_("待签的"), ("state.in.draft,approved",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

GIFTS = Pages(
    model=Gift,
    visible=access.visible_gifts,
    may=access.may_gift,
    save=actions.save_gift,
    columns=("what", "recipient", "customer", "sort", "value_yuan", "purpose", "given_on",
             "state", "approver", "by"),
    filters=("state", "sort", "customer", "given_on", "by", "recipient"),
    sections=(Section(N_("礼品登记"), (
        "customer", "contact", "recipient", "sort", "what", "value_yuan", "purpose", "given_on",
    )),),
    views=(
        View("asked", N_("待批准"), ("state.in.asked",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

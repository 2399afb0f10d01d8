"""Before any lock: look up owners, pools and tags, split addresses, bring values into shape."""

from maizi.kernel import identifiers
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.kit.sheets.formats import Format
from maizi.search.queries import sort_key

from ... import rules
from ...models import Customer
from ...rules.collecting import refuse_without_basis
from ...terms import PartyType
from .drafts import Draft, draft_of
from .labels import settle_tags
from .lookups import Homes
from .places import Place, place_in, settled

PERSONAL = ("mobile", "email", "wechat", "birthday", "gender", "employer")

SORT_LENGTH = Customer._meta.get_field("sort_name").max_length
STREET_LENGTH = Customer._meta.get_field("street").max_length
PLACE_COLUMNS = ("province", "city", "district")
SITE_STARTS = ("http://", "https://")
MOST_YUAN = 10**13
TEN_THOUSAND = 10_000


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Give each line its draft; refuse what cannot be looked up. Three queries at most."""
    homes = Homes(
        sitting.user,
        sitting.run.options,
        [line.texts["owner"] for line in lines if "owner" in line.texts],
        [line.texts["pool"] for line in lines if "pool" in line.texts],
    )
    in_units = _capital_in_ten_thousands(sitting)
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        draft = line.draft = draft_of(line.values)
        _settle_name(sitting, line, draft)
        _settle_place(line, draft)
        _settle_numbers(sitting, line, draft, in_units)
        _settle_basis(sitting, line, draft)
        _settle_home(sitting, line, homes)
    settle_tags(sitting, lines)


def _settle_name(sitting: Sitting, line: Line, draft: Draft) -> None:
    values = draft.values
    is_card = sitting.run.facts.get("format") == Format.CARDS.value
    if "name" not in values and is_card and draft.contacts and draft.contacts[0].get("name"):
        person = draft.contacts.pop(0)
        columns = ("name", "mobile", "phone", "email", "wechat", "job_title")
        values.update({k: v for k, v in person.items() if k in columns and k not in values})
        values["party_type"] = PartyType.INDIVIDUAL.value
    if "name" in values:
        values["name"] = " ".join(values["name"].split())
        values["name_key"] = rules.name_key(values["name"])
        usual = sitting.run.options.get("party_type")
        is_person = values.get("party_type", usual) == PartyType.INDIVIDUAL
        values["sort_name"] = sort_key(values["name"], is_person=is_person)[:SORT_LENGTH]
    _lend_numbers(sitting, draft)
    for contact in draft.contacts:
        if not contact.get("name"):
            told = contact.get("mobile") or contact.get("phone") or contact.get("email")
            contact["name"] = values.get("name", "")[:40] if told else ""
    draft.contacts = [contact for contact in draft.contacts if contact["name"]]


def _lend_numbers(sitting: Sitting, draft: Draft) -> None:
    """A sheet with one 联系人 and one 手机 means the person's: the first contact gets it too."""
    if not draft.contacts or "contact.name" not in sitting.places:
        return
    first = draft.contacts[0]
    phone = draft.values.get("phone", "")
    lent = {
        "mobile": draft.values.get("mobile") or identifiers.MOBILE.fullmatch(phone) and phone,
        "email": draft.values.get("email"),
        "wechat": draft.values.get("wechat"),
    }
    for name, value in lent.items():
        if value and f"contact.{name}" not in sitting.places:
            first.setdefault(name, value)


def _settle_place(line: Line, draft: Draft) -> None:
    values, address = draft.values, line.values.get("address")
    given = Place(*(values.get(name, "") for name in PLACE_COLUMNS), values.get("street", ""))
    found = settled(*given[:3]) if any(given[:3]) else given
    if address:
        inside = place_in(address)
        found = Place(
            found.province or inside.province,
            found.city or inside.city,
            found.district or inside.district,
            given.street or inside.street or address,
        )
    for name, value in zip((*PLACE_COLUMNS, "street"), found, strict=True):
        if value and name != "street" or name == "street" and address:
            values[name] = value[: Customer._meta.get_field(name).max_length]
    if address and len(found.street) > STREET_LENGTH:
        line.warn(say(N_("地址超过 {longest} 个字，后面的没有导入。"), longest=STREET_LENGTH))


def _settle_numbers(sitting: Sitting, line: Line, draft: Draft, in_units: bool) -> None:
    values = draft.values
    if "mobile" not in sitting.places and identifiers.MOBILE.fullmatch(values.get("phone", "")):
        values["mobile"] = values.pop("phone")
    if site := values.get("website"):
        values["website"] = site = site if site.startswith(SITE_STARTS) else f"https://{site}"
        if len(site) > 200 or " " in site or "." not in site or ":" in site[6:].split("/")[0]:
            line.refuse(say(N_("“{text}”不是网址。"), text=site[:60]), "网站")
    capital = values.get("registered_capital_yuan")
    if capital is not None:
        if in_units and line.texts["registered_capital_yuan"][-1:].isdecimal():
            capital = values["registered_capital_yuan"] = capital * TEN_THOUSAND
        if not 0 <= capital < MOST_YUAN:
            line.refuse(say(N_("注册资本应在 0 到 10 万亿元之间，请核对。")))
    code = values.get("usc_code")
    if code and identifiers.usc_check_digit(code[:-1]) != code[-1] and "usc_reason" not in values:
        reason = sitting.run.options.get("usc_reason", "")
        if reason:
            values["usc_reason"] = reason
        else:
            line.refuse(
                say(N_("统一社会信用代码校验位不符，又没有说明。确认无误的，请在选项里写明原因。"))
            )


def _settle_basis(sitting: Sitting, line: Line, draft: Draft) -> None:
    """Personal data from a competitor need a lawful basis in a sheet as anywhere (A-13)."""
    values = draft.values
    usual = sitting.run.options.get("party_type")
    is_person = values.get("party_type", usual) == PartyType.INDIVIDUAL
    is_personal = is_person or bool(draft.contacts) or any(values.get(n) for n in PERSONAL)
    try:
        refuse_without_basis(
            values.get("channel", ""), is_personal=is_personal,
            basis=values.get("lawful_basis", ""),
        )  # fmt: skip
    except Refused as refusal:
        line.refuse(say(refusal.message), "采集渠道")


def _settle_home(sitting: Sitting, line: Line, homes: Homes) -> None:
    """Where the customer goes: as the row says, else as chosen for the whole file."""
    home, unknown = homes.usual, []
    if text := line.values.get("pool"):
        home = homes.of_pool(text)
        if home is None:
            unknown.append(say(N_("没有名为“{text}”的公海，或您不能使用它。"), text=text[:40]))
    if text := line.values.get("owner"):
        home = homes.of_owner(text)
        if home is None:
            said = say(N_("没有找到在职的同事“{text}”，或有人同名。请填写用户名。"), text=text[:40])
            unknown.append(said)
    if unknown and sitting.run.options.get("bad_cells") == "leave":
        for said in unknown:
            line.warn(said)
        home = homes.usual
    elif unknown:
        return line.refuse(unknown[-1])
    if home is None:
        return line.refuse(say(N_("选定的负责人已离职或公海已不可用。请重新选择。")))
    if not homes.is_in_sight(home):
        return line.refuse(say(N_("放到那里以后您将看不到这个客户，所以没有导入。")))
    draft = line.draft
    draft.owner_id, draft.pool_id, draft.unit_id = home.owner_id, home.pool_id, home.unit_id
    return None


def _capital_in_ten_thousands(sitting: Sitting) -> bool:
    """The header says 万元: cells are plain numbers of that."""
    return any(
        column["target"] == "registered_capital_yuan" and "万" in column["header"]
        for column in sitting.run.columns
    )

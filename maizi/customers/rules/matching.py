"""By what two customers may be the same, how sure that is, and what then happens (A-12)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from ..terms import Consequence, MatchDoor, MatchRule, PartyType
from .likeness import likeness, person_likeness
from .names import Name, person_apart, taken_apart

NOT_WORD = re.compile(r"[\W_]+")
NOT_NUMBER = re.compile(r"[^\d-]+")
EXTENSION = re.compile(r"转|ext|x|#")
LANDLINE = re.compile(r"-?(0(?:10|2\d|[3-9]\d\d))-?(\d{3,4}-?\d{4})(?:-\d{1,6})?$")
SHORTEST_NUMBER = 5
STREET_LEAST = 6
MOBILE_LENGTH = 11
FUZZY_LEAST = 3  # syllables of a core that may be looked for by its parts
LONG_LEAST = 5
# How sure each reason makes it, in percent; a name's own likeness comes from its rule.
SURE_CODE, SURE_MOBILE, SURE_PHONE, SURE_MAIL, SURE_ADDRESS, SURE_BORN = 99, 92, 45, 60, 40, 30
SAME_NAME_PERSON = 60
OTHER_CODE_MOST, OTHER_PLACE_MOST, OTHER_BIRTHDAY_MOST = 30, 55, 60

DEFAULTS: dict[MatchRule, str] = {  # a letter for each door: b block, w warn, r report
    MatchRule.CODE: "bbbbw",
    MatchRule.OWN_MOBILE: "bbbbw",
    MatchRule.NAME: "wwwwr",
    MatchRule.SIMILAR: "wrwwr",
    MatchRule.PHONE: "wwwwr",
    MatchRule.MAIL: "wrwwr",
    MatchRule.ADDRESS: "rrrrr",
}
LETTERS = {"b": Consequence.BLOCK, "w": Consequence.WARN, "r": Consequence.REPORT}
WORST = (Consequence.BLOCK, Consequence.WARN, Consequence.REPORT)

Policy = Mapping[tuple[MatchRule, MatchDoor], Consequence]


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells one customer from another, in comparable form.

    own_mobile  the customer's own; phones has every number of it and of its contacts
    """

    party_type: PartyType
    name: Name
    name_key: str = ""
    code: str = ""
    own_mobile: str = ""
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    address: str = ""
    birthday: date | None = None
    id: int | None = None

    @property
    def is_person(self) -> bool:
        return self.party_type == PartyType.INDIVIDUAL


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure it is that two customers are one, in percent, and why."""

    confidence: int
    reasons: tuple[MatchRule, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One stored customer that may be the same: what that does at a door, how sure, and why."""

    id: int
    consequence: Consequence
    confidence: int
    reasons: tuple[MatchRule, ...]


def facts_from(
    values: Mapping[str, object], numbers: Iterable[str] = (), mails: Iterable[str] = (),
    *, key: str = "",
) -> Facts:  # fmt: skip
    """The facts of a customer from its columns, and its contacts' numbers and addresses.

    key  its name as `name_key` makes it
    """
    party = PartyType(values.get("party_type") or PartyType.ENTERPRISE)
    is_person = party == PartyType.INDIVIDUAL
    name = str(values.get("name") or "")
    own = phone_key(str(values.get("mobile") or ""))
    told = {own, phone_key(str(values.get("phone") or "")), *map(phone_key, numbers)}
    letters = {str(values.get("email") or ""), *mails}
    return Facts(
        party, person_apart(name) if is_person else taken_apart(name), key,
        str(values.get("usc_code") or ""), own, frozenset(told - {""}),
        frozenset(m.strip().casefold() for m in letters if m and "@" in m),
        address_key(values), values.get("birthday") or None, values.get("id"),
    )  # fmt: skip


def phone_key(text: str) -> str:
    """A number however it is written: mobiles by 11 digits, landlines without extension."""
    if not text:
        return ""
    head = EXTENSION.split(text.lower())[0]
    plain = NOT_NUMBER.sub("", head.replace(")", "-"))
    if line := LANDLINE.match(plain):
        return line[1] + line[2].replace("-", "")
    digits = plain.replace("-", "")
    for country in ("0086", "86"):
        if digits.startswith(country) and len(digits) - len(country) >= MOBILE_LENGTH - 1:
            digits = digits.removeprefix(country)
            break
    if digits.startswith("400"):
        return digits[:10]
    return digits if len(digits) >= SHORTEST_NUMBER else ""


def address_key(values: Mapping[str, object]) -> str:
    """An address as one text; "" when it is too short or has no number to tell a house by."""
    street = unicodedata.normalize("NFKC", str(values.get("street") or "")).casefold()
    street = NOT_WORD.sub("", street)
    for name in ("province", "city", "district"):
        street = street.removeprefix(str(values.get(name) or "") or " ")
    if len(street) < STREET_LEAST or not any(c.isdigit() for c in street):
        return ""
    return f"{values.get('city') or ''}{values.get('district') or ''}{street}"


def judge(one: Facts, other: Facts, *, similar_percent: int) -> Judgement:
    """How sure it is that two customers are one, and every reason for it.

    similar_percent  likeness of two names from which on they count as a reason
    """
    reasons, doubt = [], 100.0
    for reason, sure in _signs(one, other, similar_percent):
        reasons.append(reason)
        doubt *= (100 - sure) / 100
    if _same_birthday(one, other):
        doubt *= (100 - SURE_BORN) / 100
    sure = min(100 - doubt, _most_possible(one, other))
    return Judgement(round(sure), tuple(dict.fromkeys(reasons)))


def _signs(one: Facts, other: Facts, similar_percent: int) -> Iterable[tuple[MatchRule, int]]:
    if one.code and one.code == other.code:
        yield MatchRule.CODE, SURE_CODE
    is_personal = one.is_person or other.is_person
    is_own = bool(one.own_mobile) and one.own_mobile == other.own_mobile
    if is_own and is_personal:
        yield MatchRule.OWN_MOBILE, SURE_MOBILE
    elif one.phones & other.phones:
        yield MatchRule.PHONE, SURE_PHONE
    yield from _name_signs(one, other, similar_percent)
    if one.mails & other.mails:
        yield MatchRule.MAIL, SURE_MAIL
    if one.address and one.address == other.address:
        yield MatchRule.ADDRESS, SURE_ADDRESS


def _name_signs(one: Facts, other: Facts, similar_percent: int) -> Iterable[tuple[MatchRule, int]]:
    if one.is_person != other.is_person or not one.name.core:
        is_same = bool(one.name_key) and one.name_key == other.name_key
        if is_same:
            yield MatchRule.NAME, SAME_NAME_PERSON
        return
    if one.is_person:
        like = person_likeness(one.name, other.name)
        if one.name.whole == other.name.whole:
            yield MatchRule.NAME, like if one.name.core.isascii() else SAME_NAME_PERSON
        elif like >= similar_percent or like and _same_birthday(one, other):
            yield MatchRule.SIMILAR, like
        return
    like = likeness(one.name, other.name)
    if one.name.whole == other.name.whole:
        yield MatchRule.NAME, like
    elif like >= similar_percent:
        yield MatchRule.SIMILAR, like


def _most_possible(one: Facts, other: Facts) -> int:
    """What contradicts: two codes are two enterprises, other places or branches are others."""
    if one.code and other.code and one.code != other.code:
        return OTHER_CODE_MOST
    if one.is_person and other.is_person:
        is_other = one.birthday and other.birthday and one.birthday != other.birthday
        return OTHER_BIRTHDAY_MOST if is_other else 100
    is_same = bool(one.code) and one.code == other.code
    if not is_same and not (one.is_person or other.is_person):
        return 100 if likeness(one.name, other.name) else OTHER_PLACE_MOST
    return 100


def _same_birthday(one: Facts, other: Facts) -> bool:
    return one.birthday is not None and one.birthday == other.birthday


def default_policy() -> dict[tuple[MatchRule, MatchDoor], Consequence]:
    """What happens where nobody has chosen anything (A-12)."""
    return {
        (rule, door): LETTERS[letter]
        for rule, letters in DEFAULTS.items()
        for door, letter in zip(MatchDoor, letters, strict=True)
    }


def found_at(
    door: MatchDoor, *, new: Facts, stored: Iterable[Facts], policy: Policy, similar_percent: int
) -> list[Found]:
    """Stored customers that look like the new one, the worst and surest first (A-12).

    Rules that are off at this door find nothing; the record itself never counts.
    """
    found = []
    for other in stored:
        if other.id == new.id:
            continue
        sure = judge(new, other, similar_percent=similar_percent)
        reasons = [r for r in sure.reasons if policy[r, door] != Consequence.OFF]
        if reasons:
            reasons.sort(key=lambda r: WORST.index(policy[r, door]))
            worst = policy[reasons[0], door]
            found.append(Found(other.id, worst, sure.confidence, tuple(reasons)))
    return sorted(found, key=lambda f: (WORST.index(f.consequence), -f.confidence, f.id))


def keys_of(facts: Facts) -> set[int]:
    """Numbers under which a customer is found by those like it: what they share is looked at.

    Exact values; what the name sounds like in any order; its beginning; its beginning and end.
    One slip behind the brand leaves one of them whole.
    """
    found = {_key("t", number) for number in facts.phones}
    found |= {mail_key(mail) for mail in facts.mails}
    found |= {_key("c", facts.code)} if facts.code else set()
    found |= {_key("a", facts.address)} if facts.address else set()
    found |= {_key("n", facts.name_key)} if facts.name_key else set()
    sounds = facts.name.sounds
    if sounds:
        found.add(_key("s", " ".join(sorted(sounds))))
    if facts.birthday:
        found.add(_key("b", f"{facts.birthday}"))
    if facts.is_person:
        return found
    if len(sounds) > FUZZY_LEAST:
        found.add(_key("p", " ".join(sounds[:FUZZY_LEAST])))
        tail = sounds[-2:] if len(sounds) >= LONG_LEAST else sounds[-1:]
        found.add(_key("q", " ".join((*sounds[:2], *tail))))
    return found


def mail_key(address: str) -> int:
    """The number under which whoever has this folded address is found."""
    return _key("m", address)


def _key(sort: str, text: str) -> int:
    digest = blake2b(f"{sort}{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

"""Which stored customers may be the same as one being written; by indexed keys alone."""

import json
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from maizi.fields.queries import parameter
from maizi.kernel import identifiers
from maizi.kernel.ids import number_in

from .. import rules
from ..models import Contact, Customer, MatchChoice
from ..terms import Consequence, MatchDoor, MatchRule, PartyType

FACTS = (
    "id", "party_type", "name", "name_key", "usc_code", "mobile", "phone", "email", "birthday",
    "province", "city", "district", "street",
)  # fmt: skip
OF_CONTACT = ("customer_id", "mobile", "phone", "email")
LONGEST_TYPED = 200
# The newest few of each key: a key that half the archive shares says nothing and costs nothing.
ON_POSTGRES = (
    "SELECT asked.key, met.customer_id FROM unnest(%s::bigint[]) AS asked(key)"
    " CROSS JOIN LATERAL (SELECT customer_id FROM customers_matchkey WHERE key = asked.key"
    " ORDER BY customer_id DESC LIMIT %s) AS met"
)
ON_SQLITE = (
    "SELECT asked.value, met.customer_id FROM json_each(%s) AS asked"
    " CROSS JOIN customers_matchkey AS met ON met.id IN (SELECT id FROM customers_matchkey"
    " WHERE key = asked.value ORDER BY customer_id DESC LIMIT %s)"
)


def similar_percent() -> int:
    """Likeness of two names from which on they count as similar."""
    return int(parameter("twins.similar_ratio") * 100)


def policy_now() -> dict[tuple[MatchRule, MatchDoor], Consequence]:
    """What happens by each rule at each door: choices over the defaults. One query."""
    policy = rules.default_policy()
    for rule, door, consequence in MatchChoice.objects.values_list("rule", "door", "consequence"):
        policy[MatchRule(rule), MatchDoor(door)] = Consequence(consequence)
    return policy


def met_by(keys: Collection[int]) -> dict[int, list[int]]:
    """Customers under each of these keys, the newest few of each. One query, whatever the keys."""
    if not keys:
        return {}
    most, asked = int(parameter("twins.largest_block")), list(keys)
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        statement = ON_SQLITE if is_sqlite else ON_POSTGRES
        cursor.execute(statement, [json.dumps(asked) if is_sqlite else asked, most])
        found: dict[int, list[int]] = {}
        for key, customer in cursor.fetchall():
            found.setdefault(key, []).append(customer)
    return found


def stored_facts(ids: Collection[int]) -> dict[int, rules.Facts]:
    """What tells these customers from others. Two queries."""
    ids = list(ids)
    if not ids:
        return {}
    rows = list(Customer.objects.filter(pk__in=ids).order_by().values(*FACTS))
    reach = _reach_of_contacts(ids)
    return {row["id"]: facts_of_values(row, *reach.get(row["id"], ((), ()))) for row in rows}


def facts_of_values(
    values: Mapping[str, object], numbers: Iterable[str] = (), mails: Iterable[str] = ()
) -> rules.Facts:
    """The facts of a customer given by its columns and its contacts' numbers and addresses."""
    key = values.get("name_key") or rules.name_key(str(values.get("name") or ""))
    return rules.facts_from(values, numbers, mails, key=key)


def facts_of(row: Customer) -> rules.Facts:
    """The facts of a customer as it is about to be written. One query when it is stored."""
    values = {name: getattr(row, name) for name in FACTS}
    stored = row.pk is not None and not row._state.adding
    reach = _reach_of_contacts([row.pk]).get(row.pk, ((), ())) if stored else ((), ())
    return facts_of_values(values, *reach)


def duplicates_of(
    facts: rules.Facts, *, door: MatchDoor = MatchDoor.FORM, known: frozenset[int] = frozenset()
) -> list[rules.Found]:
    """Stored customers that may be the same, in the whole company, worst first (A-12).

    known  keys by which it has been looked for before: only new ones count. At most six queries.
    """
    keys = rules.keys_of(facts) - known
    met = {one for several in met_by(keys).values() for one in several} - {facts.id}
    if not met:
        return []
    return rules.found_at(
        door, new=facts, stored=stored_facts(met).values(), policy=policy_now(),
        similar_percent=similar_percent(),
    )  # fmt: skip


def typed_facts(given: Mapping[str, str]) -> rules.Facts:
    """The facts of what somebody types into a form, as far as it can be read already."""
    values: dict[str, object] = {
        name: given.get(name, "")[:LONGEST_TYPED]
        for name in ("name", "email", "province", "city", "district", "street")
    }
    is_person = given.get("party_type") == PartyType.INDIVIDUAL
    values["party_type"] = PartyType.INDIVIDUAL if is_person else PartyType.ENTERPRISE
    values["id"] = number_in(given.get("pk", ""))
    for name in ("mobile", "phone", "usc_code"):
        found = getattr(identifiers, name)(given.get(name, "")[:40])
        values[name] = found.value if found.status != "rejected" else ""
    return facts_of_values(values)


def _reach_of_contacts(ids: Collection[int]) -> dict[int, tuple[list[str], list[str]]]:
    """Numbers and mail addresses of the contacts of these customers. One query."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    rows = Contact.objects.filter(customer__in=list(ids)).order_by().values_list(*OF_CONTACT)
    for customer, mobile, phone, email in rows:
        numbers, mails = found.setdefault(customer, ([], []))
        numbers += [number for number in (mobile, phone) if number]
        mails += [email] if email else []
    return found

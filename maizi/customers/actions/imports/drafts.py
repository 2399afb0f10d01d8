"""A row on its way to becoming a customer."""

from dataclasses import dataclass, field

from maizi.kit.imports.declare import key_of

from ...models import Customer

NOT_COLUMNS = frozenset(("address", "tags", "owner", "pool", "no"))


@dataclass(slots=True)
class Draft:
    """What one row says, looked up and normalised.

    values    customer column → value; only what the row really says
    contacts  one dict of contact columns each
    no        the customer number the row names, to find the stored one
    row       the stored customer an update goes to
    changes   column → [old, new] of that customer
    twins     stored customers like it, for the steward's list
    answers   code of an attribute → what the row says of it
    held      code → the stored answer of the customer; told: code → (old, new) answer
    onto      line of this batch, or id of a stored customer, that this row's contacts join
    """

    values: dict = field(default_factory=dict)
    contacts: list[dict] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    no: str = ""
    owner_id: int | None = None
    unit_id: int | None = None
    pool_id: int | None = None
    row: Customer | None = None
    changes: dict = field(default_factory=dict)
    onto: object = None
    twins: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    told: dict = field(default_factory=dict)
    id: int = 0

    @property
    def customer_id(self) -> int:
        """The customer the row is about, once there is one."""
        if self.id or self.row is not None:
            return self.id or self.row.pk
        return self.onto if isinstance(self.onto, int) else self.onto.draft.customer_id


def draft_of(values: dict) -> Draft:
    """The typed cells of a row, sorted into customer and contacts."""
    draft, contacts = Draft(), {}
    for place, value in values.items():
        key, slot = key_of(place)
        if key.startswith("contact."):
            contacts.setdefault(slot, {})[key[8:]] = value
        elif key.startswith("profile."):
            draft.answers[key[8:]] = value
        elif key not in NOT_COLUMNS:
            draft.values[key] = value
    draft.no, draft.tags = values.get("no", ""), values.get("tags", ())
    draft.contacts = [_named(contacts[slot]) for slot in sorted(contacts)]
    return draft


def _named(contact: dict) -> dict:
    """First and last name as the one name people use."""
    family, given = contact.pop("family_name", ""), contact.pop("given_name", "")
    if (family or given) and "name" not in contact:
        is_latin = f"{family}{given}".isascii()
        contact["name"] = f"{given} {family}".strip() if is_latin else f"{family}{given}"
    return contact

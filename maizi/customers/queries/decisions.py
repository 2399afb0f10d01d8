"""The decision map of a customer: its people by superior, with what they have to say (B-22)."""

from dataclasses import dataclass

from .. import access, rules
from ..models import Contact, Customer, Standing
from ..terms import DecisionRole, Leaning

WIDTH, HEIGHT, GAP_X, GAP_Y = 168, 78, 24, 46
EDGE = 12
MOST_PEOPLE = 60


@dataclass(frozen=True)
class Person:
    """One box of the map."""

    contact: Contact
    standing: Standing | None
    boss: "Contact | None"
    x: int
    y: int

    @property
    def roles(self) -> list[str]:
        codes = [DecisionRole.DECISION] if self.contact.is_decision_maker else []
        codes += self.standing.role_codes if self.standing else []
        return [str(DecisionRole(code).label) for code in codes if code in set(DecisionRole)]

    @property
    def leaning(self) -> str:
        """The class of its colour: against, sceptical, neutral, friendly, champion, unknown."""
        code = self.standing.leaning if self.standing else ""
        return Leaning(code).name.lower() if code in set(Leaning) else "unknown"

    @property
    def influence(self) -> int:
        return self.standing.influence if self.standing else 0


@dataclass(frozen=True)
class DecisionMap:
    """Boxes, lines between them, and the size of the whole picture."""

    people: list[Person]
    lines: list[tuple[int, int, int, int]]
    width: int
    height: int
    box: tuple[int, int] = (WIDTH, HEIGHT)

    @property
    def has_roles(self) -> bool:
        return any(person.roles for person in self.people)

    @property
    def without_decider(self) -> bool:
        """Whether nobody is known to decide: the question to ask next."""
        return not any(person.contact.is_decision_maker for person in self.people)


def decision_map(user, customer: Customer) -> DecisionMap:
    """Everybody at a customer, drawn as a tree of superiors. Two queries."""
    contacts = list(access.visible_contacts(user).filter(customer=customer)[:MOST_PEOPLE])
    rows = Standing.objects.filter(contact__in=[c.pk for c in contacts])
    standings = {row.contact_id: row for row in rows}
    by_id = {contact.pk: contact for contact in contacts}
    bosses = {c.pk: standings[c.pk].reports_to_id if c.pk in standings else None for c in contacts}
    places = rules.tree_places(bosses, step_x=WIDTH + GAP_X, step_y=HEIGHT + GAP_Y)
    people = [
        Person(
            contact, standings.get(contact.pk), by_id.get(bosses[contact.pk]),
            places[contact.pk].x + EDGE, places[contact.pk].y + EDGE,
        )
        for contact in contacts
        if contact.pk in places
    ]  # fmt: skip
    at = {person.contact.pk: person for person in people}
    lines = [
        (at[p.boss.pk].x + WIDTH // 2, at[p.boss.pk].y + HEIGHT, p.x + WIDTH // 2, p.y)
        for p in people
        if p.boss is not None and p.boss.pk in at
    ]
    width = max((p.x for p in people), default=0) + WIDTH + EDGE
    height = max((p.y for p in people), default=0) + HEIGHT + EDGE
    return DecisionMap(people, lines, width, height)

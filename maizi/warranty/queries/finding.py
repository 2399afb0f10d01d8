"""Find a piece: by serial, by telephone, by the code on its label."""

from django.db.models import Q

from maizi.kernel.identifiers import mobile
from maizi.search.queries import match_ids

from .. import access
from ..models import Unit
from ..rules.labels import code_in
from ..terms import UnitState

MOST, TAIL, SHORTEST = 12, 4, 4


def units_called(user, text: str) -> list[Unit]:
    """Visible pieces whose serial, telephone or owner fits what is typed, or the one whose label
    was read. Two queries."""
    if code := code_in(text):
        return [one for one in (unit_behind(user, code),) if one]
    text = text.strip()[:60]
    if not text:
        return []
    ids = match_ids("installed", user=user, text=text, limit=MOST)
    rows = access.visible_units(user).filter(Q(pk__in=ids) | Q(serial=text))
    return list(rows.select_related("product", "customer")[:MOST])


def unit_behind(user, code: str) -> Unit | None:
    """The visible piece with a code from a label. One query."""
    return access.visible_units(user).filter(code=code).first()


def serial_read(user, text: str) -> str:
    """The serial that a camera read: behind a label's address, "" out of sight; else as it is
    printed. One query at most."""
    code = code_in(text)
    if not code:
        return text.strip()[:60]
    row = unit_behind(user, code)
    return row.serial if row else ""


def open_unit(product_id: int, serial: str) -> Unit | None:
    """The piece in use with a serial. One query."""
    return Unit.objects.filter(
        product=product_id, serial=serial.strip(), state=UnitState.IN_USE
    ).first()


def imported_by(user, run) -> list[tuple[str, str]]:
    """Some of the pieces an import brought in, as far as the person sees them. One query."""
    rows = access.visible_units(user).filter(import_id=run.pk).order_by("id")[:MOST]
    return [(row.serial, row.get_absolute_url()) for row in rows]


def found_by(serial: str, proof: str) -> Unit | None:
    """The piece of a stranger who knows serial and telephone tail, or number of the voucher.

    Whatever is wrong, the answer is the same: nobody learns which serials there are. One query.
    """
    serial, proof = serial.strip()[:60], proof.strip()[:40]
    if not serial or len(proof) < SHORTEST:
        return None
    rows = Unit.objects.filter(serial__iexact=serial, state=UnitState.IN_USE)
    rows = rows.select_related("product", "customer")
    return next((row for row in rows[:MOST] if _is_owner(row, proof)), None)


def _is_owner(row: Unit, proof: str) -> bool:
    if row.voucher_no and proof.upper() == row.voucher_no.upper():
        return True
    numbers = [row.phone]
    if row.customer is not None:
        numbers += [row.customer.mobile, row.customer.phone]
    return proof.isdigit() and any(_fits(number, proof) for number in numbers if number)


def _fits(number: str, proof: str) -> bool:
    """The last four digits, or the whole number."""
    digits = "".join(char for char in number if char.isdigit())
    if len(proof) == TAIL:
        return len(digits) >= 2 * TAIL - 1 and digits.endswith(proof)
    return digits == proof or mobile(proof).value == number

"""Results as JSON has them and back: decimals, days, terms and pairs with a mark of what they are.

Nothing is made from what is stored but these.
"""

from datetime import date
from decimal import Decimal

from django.utils.functional import Promise

from maizi.kernel.terms import Term

from .. import terms

DECIMAL, DAY, TERM, TUPLE, MAP = "decimal", "day", "term", "tuple", "map"


def told(value):
    """A value of a result as it is stored. Raises TypeError for what no result is made of."""
    if isinstance(value, Term):
        return {TERM: [type(value).__name__, value.value]}
    if isinstance(value, dict):
        return {MAP: [[told(key), told(one)] for key, one in value.items()]}
    if isinstance(value, list | tuple):
        rows = [told(one) for one in value]
        return rows if isinstance(value, list) else {TUPLE: rows}
    return _told_one(value)


def _told_one(value):
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return {DECIMAL: str(value)}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, int | float):
        return value
    if hasattr(value, "item"):  # a number of numpy
        return value.item()
    if isinstance(value, Promise):  # words in the language of whoever asks
        return str(value)
    raise TypeError(type(value).__name__)


def read(stored):
    """What `told` was given."""
    if isinstance(stored, list):
        return [read(one) for one in stored]
    if not isinstance(stored, dict):
        return stored
    ((mark, value),) = stored.items()
    return READERS[mark](value)


READERS = {
    DECIMAL: Decimal,
    DAY: date.fromisoformat,
    TERM: lambda value: getattr(terms, value[0])(value[1]),
    TUPLE: lambda value: tuple(read(one) for one in value),
    MAP: lambda value: {read(key): read(one) for key, one in value},
}

"""Pages by key: the page after a row, at the same cost however deep.

A sort column may be empty: rows with a value come first, in order; the empty ones follow by id.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime


@dataclass(frozen=True)
class Place:
    """A row's place in the order: its sort value (None when empty) and its id."""

    value: object
    id: int

    @property
    def address(self) -> str:
        value = self.value
        if isinstance(value, datetime):
            value = {"t": value.isoformat()}
        elif isinstance(value, date):
            value = {"d": value.isoformat()}
        elif isinstance(value, Decimal):
            value = {"n": str(value)}
        text = json.dumps([value, str(self.id)], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_from(address: str) -> Place | None:
    """The place an address names, or None when it is none of ours."""
    try:
        text = base64.urlsafe_b64decode(address + "=" * (-len(address) % 4)).decode()
        value, id_ = json.loads(text)
        if isinstance(value, dict):
            ((kind, inner),) = value.items()
            value = {"t": parse_datetime, "d": parse_date, "n": Decimal}[kind](inner)
        return Place(value, int(id_))
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return None


@dataclass(frozen=True)
class Order:
    """Ascending or descending by one column, ties by id the same way."""

    name: str = "id"
    is_descending: bool = True
    has_empty: bool = False

    def page(
        self, rows: QuerySet, *, size: int, after: Place | None, back: bool,
        walks: Sequence[int] = (),
    ) -> list:  # fmt: skip
        """Up to `size` + 1 rows after a place (before it when `back`), in reading order.

        walks  how many rows to look at along the order before all that fit are sorted
        """
        reverse = self.is_descending != back
        if self.name == "id":
            line = self._cut(rows.model._default_manager.all(), after, "id", reverse)
            fit = self._cut(rows, after, "id", reverse)
            found = self._walked(line, fit, size + 1, walks)
            return found[::-1] if back else found
        parts = [self._valued, self._empty] if self.has_empty else [self._valued]
        if back:
            parts.reverse()
        found: list = []
        for part in parts:
            if (wanted := size + 1 - len(found)) > 0:
                line = part(rows.model._default_manager.all(), after, reverse, back)
                fit = part(rows, after, reverse, back)
                found += self._walked(line, fit, wanted, walks)
        return found[::-1] if back else found

    @staticmethod
    def _walked(line: QuerySet, fit: QuerySet, wanted: int, walks: Sequence[int]) -> list:
        """The first of `fit` among ever more of the whole table, `line`, in the same order."""
        for steps in walks:
            met = list(fit.filter(pk__in=line.values("pk")[:steps])[:wanted])
            if len(met) == wanted:
                return met
        return list(fit[:wanted])

    def _valued(self, rows: QuerySet, after: Place | None, reverse: bool, back: bool):
        if self.has_empty:
            rows = rows.filter(**{f"{self.name}__isnull": False})
        sign = "-" if reverse else ""
        rows = rows.order_by(sign + self.name, sign + "id")
        if after is None:
            return rows
        if after.value is None:
            return rows if back else rows.none()
        beyond = "lt" if reverse else "gt"
        return rows.filter(
            Q(**{f"{self.name}__{beyond}": after.value})
            | Q(**{self.name: after.value, f"id__{beyond}": after.id})
        ).filter(**{f"{self.name}__{beyond}e": after.value})

    def _empty(self, rows: QuerySet, after: Place | None, reverse: bool, back: bool):
        rows = rows.filter(**{f"{self.name}__isnull": True})
        if after is not None and after.value is not None:
            return rows.none() if back else rows.order_by("-id" if reverse else "id")
        return self._cut(rows, after, "id", reverse)

    @staticmethod
    def _cut(rows: QuerySet, after: Place | None, name: str, reverse: bool) -> QuerySet:
        if after is not None:
            rows = rows.filter(**{f"{name}__{'lt' if reverse else 'gt'}": after.id})
        return rows.order_by("-id" if reverse else "id")

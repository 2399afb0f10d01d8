"""One request's view of a list: which view, columns, conditions, order, and the rows."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, reduce
from itertools import groupby
from operator import and_, or_

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.kernel.privacy import FieldGroup, group_of
from maizi.kit.reach import hidden_for, hideable, hiding_rows, visible_rows
from maizi.search.queries import fitting

from .beside import Beside, beside
from .columns import Column, columns_of, readable_names
from .conditions import PERIODS, Condition, condition_from, offers_of, query_of
from .counts import FEW, Total, total_of
from .indexed import Answered, asked, sees_all
from .keyset import Order, Place, place_from
from .refs import attach_labels, labels_of
from .views import Row, View

HIDDEN = "***"
PAGE_SIZE = 50
MOST_CONDITIONS = 20
WALKS = (4_000, 16_000, 64_000)  # rows met along an order before all that fit are sorted


class Listing:
    """What `Pages` and a request's address come to. Unknown parameters are ignored.

    Queries: one for the rows, one for the total, one per many-to-many column, and one for the
    names of referenced values in chips; never one per row.
    """

    def __init__(self, pages, *, user, params, views: Sequence[View], size: int = PAGE_SIZE):
        self.pages, self.user, self.params, self.size = pages, user, params, size
        self.views = views
        self.today = timezone.localdate()

    @cached_property
    def view(self) -> View:
        """The chosen view; the first one when none is named."""
        named = self.params.get("view", "")
        return next((v for v in self.views if v.code == named), self.views[0])

    @cached_property
    def possible(self) -> dict[str, Column]:
        """Every column this person may have, by name."""
        names = readable_names(self.pages.model)
        return {c.name: c for c in columns_of(self.pages.model, self.user, names)}

    @cached_property
    def columns(self) -> list[Column]:
        asked = self.params.get("cols", "").split(",") if self.params.get("cols") else []
        names = asked or self.view.columns or self.pages.columns
        return [self.possible[n] for n in names if n in self.possible]

    @cached_property
    def beside(self) -> dict[str, Beside]:
        """What the rows can be narrowed by although it is no column of theirs."""
        return beside(self.pages.model, self.user)

    @cached_property
    def filters(self) -> list[Column | Beside]:
        """Columns offered for filtering, then what stands beside the rows."""
        named = [self.possible[n] for n in self.pages.filters if n in self.possible]
        return [c for c in named if c.can_filter] + list(self.beside.values())

    @property
    def titled(self) -> list[tuple[str, list[Beside]]]:
        """What stands beside the rows, under its headings."""
        return [(title, list(of)) for title, of in groupby(self.beside.values(), lambda b: b.title)]

    @property
    def offers(self) -> list[tuple[Column | Beside, list]]:
        """Columns offered for filtering, each with its operators."""
        return [(column, offers_of(column)) for column in self.filters]

    @property
    def periods(self) -> list[tuple[str, str]]:
        """Named periods a date may be in."""
        return [(code, _(label)) for code, label in PERIODS.items()]

    @cached_property
    def conditions(self) -> list[Condition]:
        texts = self.params.getlist("f") if "f" in self.params or "bare" in self.params else None
        texts = self.view.conditions if texts is None else texts
        known = self.possible | self.beside if texts else {}
        found = (condition_from(t, known) for t in list(texts)[:MOST_CONDITIONS])
        return [c for c in found if c]

    @property
    def matches_any(self) -> bool:
        return self.params.get("match", self.view.match) == "any"

    @property
    def text(self) -> str:
        return self.params.get("q", "").strip()[:100]

    @cached_property
    def group(self) -> Column | None:
        column = self.possible.get(self.params.get("group", self.view.group))
        return column if column and column.sort in ("choice", "ref") and column.can_sort else None

    @cached_property
    def sort(self) -> str:
        """ "name" or "-name"; empty is newest first."""
        asked = self.params.get("sort", "") or self.view.sort
        column = self.possible.get(asked.lstrip("-"))
        return asked if column and column.can_sort else ""

    @cached_property
    def order(self) -> Order:
        column = self.group or self.possible.get(self.sort.lstrip("-"))
        if not column:
            return Order()
        field = self.pages.model._meta.get_field(column.sort_key)
        return Order(column.sort_key, self.sort.startswith("-") and not self.group, field.null)

    @cached_property
    def narrowed(self) -> Q:
        """The conditions as one query."""
        parts = [self._query(c) for c in self.conditions]
        return reduce(or_ if self.matches_any else and_, parts, Q()) if parts else Q()

    def _query(self, condition: Condition) -> Q:
        """One condition; on fields that rows may hide, only among the rows that show them."""
        asked = query_of(condition, user=self.user, today=self.today)
        model, hidden = self.pages.model, getattr(self.pages.model, "hidden_rows", None)
        column = condition.column
        group = column.group if isinstance(column, Beside) else group_of(model, column.field)
        is_open = hidden is None or group == FieldGroup.BASIC
        closed = hiding_rows(model, column.name) if is_open else hidden
        return asked if closed is None else asked & ~closed

    @cached_property
    def found(self) -> QuerySet:
        """All rows of the list: visible, narrowed, searched; unordered."""
        rows = self.pages.visible(self.user).filter(self.narrowed)
        if any(c.column.sort == "refs" for c in self.conditions):
            rows = rows.distinct()
        if self.text and self.pages.kind:
            rows = rows.filter(pk__in=fitting(self.pages.kind, self.text, self.user))
        return rows

    def choose(self, ids: Sequence) -> None:
        """Keep the named rows alone; the index knows nothing of such a choice."""
        self.found = self.found.filter(pk__in=ids)
        self.asked = None

    @cached_property
    def _fetched(self) -> tuple[list[Row], bool, bool]:
        back = "before" in self.params
        place = place_from(self.params.get("before") or self.params.get("after") or "")
        names = {"id", *self._needed, *(s for c in self.columns for s in c.sources)}
        names |= {self.order.name} | set(self.group.sources if self.group else ())
        rows = self._ordered(sorted(names), place, back)
        more = len(rows) > self.size
        rows = (rows[-self.size :] if back else rows[: self.size]) if more else rows
        return [Row(r) for r in rows], (more if back else place is not None), (more or back)

    def _ordered(self, names: list[str], place: Place | None, back: bool) -> list[dict]:
        """The rows of one page and one more, by the index where it knows the order, or the few."""
        if self.asked and self.order.name == "id" and not back:
            ids = self.asked.ids(after=place.id if place else None, size=self.size + 1)
            seen = self.pages.visible(self.user).filter(self.narrowed, pk__in=ids)
            return list(seen.order_by("-id").values(*names))
        found, walks = self.found.values(*names), ()
        if self.asked and not self._indexed_total.is_open:
            found = found.filter(pk__in=self.asked.ids(after=None, size=FEW))
        elif self._is_walked:
            walks = WALKS if self.asked and (self.conditions or self.text) else WALKS[:1]
        return self.order.page(found, size=self.size, after=place, back=back, walks=walks)

    @property
    def _is_walked(self) -> bool:
        """Whether many rows of a large table may fit; PostgreSQL knows by itself when to walk."""
        is_partial = self.pages.kind and not (sees_all(self) and self.asked is None)
        return is_partial and connection.vendor == "sqlite"

    @cached_property
    def asked(self) -> Answered | None:
        """This list as a question to the search index, where that is faster."""
        return asked(self)

    @cached_property
    def _indexed_total(self) -> Total:
        return self.asked.total()

    @property
    def _needed(self) -> Sequence[str]:
        return getattr(self.pages.model, "sight_fields", ())

    @cached_property
    def rows(self) -> list[Row]:
        rows = self._fetched[0]
        for column in self.columns:
            if column.sort == "refs":
                attach_labels(rows, column, user=self.user)
        return rows

    @property
    def before(self) -> str:
        """Address of the page before this one, or empty."""
        return self._place(self.rows[0]).address if self.rows and self._fetched[1] else ""

    @property
    def after(self) -> str:
        """Address of the page after this one, or empty."""
        return self._place(self.rows[-1]).address if self.rows and self._fetched[2] else ""

    def _place(self, row: Row) -> Place:
        return Place(None if self.order.name == "id" else getattr(row, self.order.name), row.pk)

    @cached_property
    def total(self) -> Total:
        """How many rows there are: exact to a limit, then estimated or open."""
        _, has_before, has_after = self._fetched
        if not has_before and not has_after:
            return Total(len(self.rows))
        if self.asked:
            return self._indexed_total
        is_bare = not self.conditions and not self.text
        is_whole = is_bare and sees_all(self)
        return total_of(self.found, self.pages.model, is_bare=is_bare, is_whole=is_whole)

    @cached_property
    def _hides(self) -> Callable[[Row], frozenset[str]]:
        return hidden_for(self.pages.model, self.user)

    def _is_hidden(self, row: Row, column: Column) -> bool:
        return column.name in hideable(self.pages.model) and column.name in self._hides(row)

    def export_value(self, row: Row, column: Column) -> object:
        """The cell for a spreadsheet: dates and amounts as such, everything else as shown."""
        if self._is_hidden(row, column):
            return HIDDEN
        if column.sort in ("date", "moment", "amount", "number") and not column.is_masked:
            return column.value(row)
        return self.cell(row, column)

    def cell(self, row: Row, column: Column) -> str:
        """One cell as this person may see it."""
        if self._is_hidden(row, column):
            return HIDDEN
        unmasked = not column.mask or self.pages.may(self.user, "unmask", row)
        return column.text(row, unmasked=unmasked)

    @property
    def lines(self) -> Iterator[tuple[Row, list[tuple[str, object]]]]:
        """Each row with its cells, ready to print: (sort, text); a list of labels for refs.

        The first cell, which names the row, is always a text.
        """
        printers = [
            (column.sort, self._printer(column, n > 0)) for n, column in enumerate(self.columns)
        ]
        for row in self.rows:
            yield row, [(sort, printed(row)) for sort, printed in printers]

    def _printer(self, column: Column, may_list: bool) -> Callable[[Row], object]:
        if column.sort == "refs" and may_list:
            return lambda row: [] if self._is_hidden(row, column) else labels_of(row, column)
        if column.is_masked or column.mask or column.name in hideable(self.pages.model):
            return lambda row: self.cell(row, column)
        return column.shown

    @cached_property
    def names(self) -> dict[str, str]:
        """What the ids in the conditions are called, for the chips."""
        found: dict[str, str] = {}
        for c in self.conditions:
            if c.column.sort in ("ref", "refs") and c.values:
                rows = visible_rows(c.column.field.related_model, self.user)
                pairs = rows.filter(pk__in=c.values).values_list("pk", c.column.name_of_related)
                found |= {str(id_): label for id_, label in pairs}
        return found

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(address, words) of every condition."""
        return [(c.address, c.words(self.names)) for c in self.conditions]

    def address(self, **changes) -> str:
        """This list's query string with some parameters changed; None removes one."""
        params = self.params.copy()
        for name in ("after", "before", "drawer"):
            params.pop(name, None)
        for name, value in changes.items():
            params.pop(name, None)
            if isinstance(value, list):
                params.setlist(name, value)
            elif value is not None:
                params[name] = value
        return params.urlencode()

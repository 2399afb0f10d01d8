"""The cut to the customers somebody sees, said in two ways that mean the same.

In the main database: customer IN (those he sees). The copy knows no customers and no rights; its
cut is customer NOT IN (those with orders whom he does not see), as the main database names them.
"""

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.lookups import In

from maizi.customers.models import Customer

from ...models import OrderFact
from .talking import Unfit

MOST_HIDDEN = 5_000


class Seen:
    """The customers somebody sees, for a page."""

    def __init__(self, customers: QuerySet[Customer]):
        self._customers, self._hidden = customers.order_by(), {}

    def by(self, column: str) -> "SeenBy":
        """The condition on a column that names a customer."""
        lookup = SeenBy(F(column), self._customers.values("pk").query)
        lookup.seen = self
        return lookup

    def hidden(self, alias: str, mark: str) -> list[int]:
        """Whom he does not see of the customers with facts, as of a mark. 1 query a mark.

        Raises Unfit where they are too many to be named.
        """
        if mark not in self._hidden:
            seen = self._customers.filter(pk=OuterRef("pk"))
            has_facts = OrderFact.objects.filter(customer=OuterRef("pk")).order_by()
            rows = Customer.objects.using(alias).filter(~Exists(seen), Exists(has_facts)).order_by()
            self._hidden[mark] = list(rows.values_list("pk", flat=True)[: MOST_HIDDEN + 1])
        if len(self._hidden[mark]) > MOST_HIDDEN:
            raise Unfit("too many customers are out of sight")
        return self._hidden[mark]


class SeenBy(In):
    """`customer IN (…)`; for the copy its opposite."""

    seen: Seen

    def as_clickhouse(self, compiler, connection):
        """The numbers travel as one parameter."""
        column, given = self.process_lhs(compiler, connection)
        hidden = self.seen.hidden(connection.alias, connection.mark)
        return f"{column} NOT IN %s", [*given, hidden]

"""How ClickHouse has to be asked so that it answers as the main database does.

The facts are whole numbers, days as text and 0 or 1: sums are exact, days compare as SQLite
compares them. What is left to be said otherwise is the name of a type and the place of a value.
"""

import re

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import QuerySet

from ...models import LineFact, OrderFact
from .talking import Unfit

COPIED = {model._meta.db_table: model for model in (OrderFact, LineFact)}
TABLE = re.compile(r'(?:FROM|JOIN) (?:"(\w+)")?')
PLACE = re.compile(r"%[s%]")


class Dialect(DatabaseWrapper):
    """Never connected: it only writes statements.

    mark  of the copy that is to be asked
    """

    vendor = "clickhouse"
    data_types = DatabaseWrapper.data_types | {"CharField": "String"}

    def __init__(self, settings: dict, alias: str, mark: str):
        super().__init__(settings, alias)
        self.mark = mark


def statement_of(rows: QuerySet, settings: dict, mark: str) -> tuple[str, dict[str, str]]:
    """The statement and its values by name. Raises Unfit where the copy lacks what it reads."""
    compiler = rows.query.get_compiler(connection=Dialect(settings, rows.db, mark))
    statement, given = compiler.as_sql()
    if lacking := {*TABLE.findall(statement)} - {*COPIED}:
        raise Unfit(f"the copy has no {', '.join(sorted(lacking)) or 'such table'}")
    values, told = iter(given), {}

    def placed(found: re.Match) -> str:
        if found[0] == "%%":
            return "%"
        name, (kind, text) = f"v{len(told)}", written(next(values))
        told[name] = text
        return f"{{{name}:{kind}}}"

    return PLACE.sub(placed, statement), told


def written(value) -> tuple[str, str]:
    """The type and the text of a value. Raises Unfit for what no statement of facts holds."""
    match value:
        case bool():
            return "UInt8", str(int(value))
        case int():
            return "Int64", str(value)
        case str():
            return "String", value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
        case list():
            return "Array(Int64)", f"[{','.join(map(str, map(int, value)))}]"
    raise Unfit(f"{type(value).__name__} is no value of a fact")

"""A need as a condition of the database; tokens only ever as parameters."""

from django.db import connection

from ..rules import All, Need

Condition = tuple[str, list]  # SQL with %s places, and their values


def condition(need: Need) -> Condition:
    """Which entries have what is needed; over search_searchentry as `e`."""
    if connection.vendor == "postgresql":
        return _of_arrays(need)
    return "e.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)", [matching(need)]


def matching(need: Need) -> str:
    """The need in the language of SQLite's full-text search; quotes are doubled."""
    if isinstance(need, str):
        return '"' + need.replace('"', '""') + '"'
    word = " AND " if isinstance(need, All) else " OR "
    return "(" + word.join(matching(part) for part in need.parts) + ")"


def _of_arrays(need: Need) -> Condition:
    if isinstance(need, str):
        return "e.tokens @> %s", [[need]]
    plain = [part for part in need.parts if isinstance(part, str)]
    operator = "@>" if isinstance(need, All) else "&&"
    found = [(f"e.tokens {operator} %s", [plain])] if plain else []
    found += [_of_arrays(part) for part in need.parts if not isinstance(part, str)]
    joint = " AND " if isinstance(need, All) else " OR "
    return "(" + joint.join(sql for sql, _ in found) + ")", [v for _, vs in found for v in vs]

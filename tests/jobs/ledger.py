"""A table of postings without any constraint, where doing a thing twice shows."""

from django.db import connection


def make() -> None:
    """Make the table; the caller's transaction takes it away again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS posted (job bigint, batch integer, line integer)"
        )


def post(job: int, batch: int, lines: int = 1) -> None:
    """Write the lines of one batch."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO posted VALUES (%s, %s, %s)", [(job, batch, line) for line in range(lines)]
        )


def postings() -> list[tuple[int, int, int]]:
    """(job, batch, line) in the order they belong."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, batch, line FROM posted ORDER BY job, batch, line")
        return cursor.fetchall()

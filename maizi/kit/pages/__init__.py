"""Plain pages for one kind of record: list, detail, edit, cell and bulk edit, export, history.

A `Pages` value is data. Each page is an ordinary function of a request and that data, so a
screen that outgrows a page calls the function it still needs and writes the rest by hand.
"""

from .declare import Pages, Section, Verb, pages_of
from .edit import bulk_page, cell_page, edit_page, undo_page
from .look import count_page, detail_page, history_page, list_page, print_page, reveal_page
from .out import export_page
from .save import save
from .views import remove_view_page, rows_kept, save_view_page

__all__ = [
    "Pages", "Section", "Verb", "bulk_page", "cell_page", "count_page", "detail_page",
    "edit_page", "export_page", "history_page", "list_page", "pages_of", "print_page",
    "remove_view_page", "reveal_page", "rows_kept", "save", "save_view_page", "undo_page",
]  # fmt: skip

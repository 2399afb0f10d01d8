"""Write the history, and many rows at once."""

from .bulk import insert_rows, update_rows
from .entries import SYSTEM_NAME, record, record_many, recorded, seal
from .erasing import erase

__all__ = [
    "SYSTEM_NAME",
    "erase",
    "insert_rows",
    "record",
    "record_many",
    "recorded",
    "seal",
    "update_rows",
]

"""What a backup is made of: the encrypted file, and the database in it."""

import sqlite3
import tarfile

import psycopg
from django.db import DatabaseError

from maizi.kernel.errors import Refused

from .boxing import identity, identity_in, pack, place, sum_of, unpack
from .databases import bring_back, copy_database, put_back, put_files_back

# Whatever may go wrong at night has to be noted, so that the page says it in the morning.
FAILURES = (Refused, OSError, DatabaseError, sqlite3.Error, psycopg.Error, tarfile.TarError)

__all__ = [
    "FAILURES", "bring_back", "copy_database", "identity", "identity_in", "pack", "place",
    "put_back", "put_files_back", "sum_of", "unpack",
]  # fmt: skip

"""What a backup is made of: the encrypted file, and the database in it."""

from .boxing import identity, identity_in, pack, place, sum_of, unpack
from .databases import bring_back, copy_database, put_back, put_files_back

__all__ = [
    "bring_back", "copy_database", "identity", "identity_in", "pack", "place",
    "put_back", "put_files_back", "sum_of", "unpack",
]  # fmt: skip

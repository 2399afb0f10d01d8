"""Verbs of backups: make one, try one out, tell when they are in danger."""

from .boxing import identity, identity_in, pack, unpack
from .databases import bring_back, copy_database, put_back, put_files_back
from .making import make_backup, prune
from .telling import tell_of_danger
from .trying import try_restore

__all__ = [
    "bring_back", "copy_database", "identity", "identity_in", "make_backup", "pack", "prune",
    "put_back", "put_files_back", "tell_of_danger", "try_restore", "unpack",
]  # fmt: skip

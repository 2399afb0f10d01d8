"""Verbs of backups: make one, try one out, bring one back, tell when they are in danger."""

from .making import make_backup, prune
from .restoring import restore, try_restore
from .telling import tell_of_danger

__all__ = ["make_backup", "prune", "restore", "tell_of_danger", "try_restore"]

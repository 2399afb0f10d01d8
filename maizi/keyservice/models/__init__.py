"""Tables of key-account service: teams, promises, applications with their activities."""

from .supports import Support
from .teams import Promise, TeamMember

__all__ = ["Promise", "Support", "TeamMember"]

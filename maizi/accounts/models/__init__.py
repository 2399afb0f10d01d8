"""Tables of the organisation and of signing in."""

from .freezing import ExportFreeze
from .organisation import Appointment, Delegation, OrgUnit, People, Role, User, id_field, login_name
from .signing_in import OldPassword, RecoveryCode, Session, SignInAttempt, SignInPolicy

__all__ = [
    "Appointment",
    "Delegation",
    "ExportFreeze",
    "OldPassword",
    "OrgUnit",
    "People",
    "RecoveryCode",
    "Role",
    "Session",
    "SignInAttempt",
    "SignInPolicy",
    "User",
    "id_field",
    "login_name",
]

"""Everything that changes the organisation, roles, people and their ways in."""

from .appointments import (
    appoint,
    delegate,
    end_appointment,
    revoke_delegation,
)
from .freezing import (
    freeze_exports,
    thaw_exports,
)
from .leaving import (
    announce_leaving,
    call_off_leaving,
)
from .owners import give_owned
from .passwords import (
    NewPassword,
    change_password,
    change_policy,
    choose_preset,
)
from .people import (
    change_person,
    create_person,
    deactivate_person,
    prefer,
    reactivate_person,
    reset_password,
)
from .roles import (
    change_role,
    create_role,
    delete_role,
)
from .second_factor import (
    remove_second_factor,
)
from .seeds import (
    seed_roles,
    seed_units,
)
from .sessions import (
    end_session,
    forget_expired,
)
from .signing_in import (
    unlock,
)
from .units import (
    change_unit,
    create_unit,
    deactivate_unit,
    move_unit,
    reactivate_unit,
)

__all__ = [
    "NewPassword",
    "announce_leaving",
    "appoint",
    "call_off_leaving",
    "change_password",
    "change_person",
    "change_policy",
    "change_role",
    "change_unit",
    "choose_preset",
    "create_person",
    "create_role",
    "create_unit",
    "deactivate_person",
    "deactivate_unit",
    "delegate",
    "delete_role",
    "end_appointment",
    "end_session",
    "forget_expired",
    "freeze_exports",
    "give_owned",
    "move_unit",
    "prefer",
    "reactivate_person",
    "reactivate_unit",
    "remove_second_factor",
    "reset_password",
    "revoke_delegation",
    "seed_roles",
    "seed_units",
    "thaw_exports",
    "unlock",
]

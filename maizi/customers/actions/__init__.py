"""What people do with customers."""

from ..rules import (
    MOST_AT_ONCE,
)
from .activities import (
    Beside,
    correct_activity,
    log_activity,
    people_to_tell,
    remove_phrase,
    save_phrase,
)
from .customers import (
    Leave,
    add_tags,
    remove_tags,
    save_customer,
)
from .days import (
    remove_day,
    save_day,
)
from .important import (
    NeedsApproval,
    seed_approvals,
)
from .matching import (
    choose_consequences,
    keep_apart,
)
from .merging import (
    Wish,
    merge,
    unmerge,
)
from .people import (
    remove_contact,
    save_address,
    save_contact,
)
from .profiles import (
    save_answers,
    verify_answers,
)
from .relations import (
    remove_relation,
    save_relation,
    save_standing,
)
from .requests import (
    ask_for_access,
    decide_request,
)
from .sight import (
    assign,
    claim,
    release,
    share,
    unshare,
)
from .verification import (
    ask_verifications,
    verify,
    withdraw_verifications,
)

__all__ = [
    "Beside",
    "Leave",
    "MOST_AT_ONCE",
    "NeedsApproval",
    "Wish",
    "add_tags",
    "ask_for_access",
    "ask_verifications",
    "assign",
    "choose_consequences",
    "claim",
    "correct_activity",
    "decide_request",
    "keep_apart",
    "log_activity",
    "merge",
    "people_to_tell",
    "release",
    "remove_contact",
    "remove_day",
    "remove_phrase",
    "remove_relation",
    "remove_tags",
    "save_address",
    "save_answers",
    "save_contact",
    "save_customer",
    "save_day",
    "save_phrase",
    "save_relation",
    "save_standing",
    "seed_approvals",
    "share",
    "unmerge",
    "unshare",
    "verify",
    "verify_answers",
    "withdraw_verifications",
]

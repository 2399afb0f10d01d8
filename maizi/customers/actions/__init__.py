"""What people do with customers."""

from ..rules import (
    MOST_AT_ONCE,
)
from .activities import (
    Beside,
    correct_activity,
    log_activity,
    note_many,
    people_to_tell,
    remove_phrase,
    save_phrase,
)
from .cards import (
    join_card,
    type_card,
)
from .claiming import (
    claim,
)
from .classify import (
    reclassify_all,
)
from .clearing import (
    keep_records,
    propose_clearing,
    put_away,
    restore,
)
from .collecting import (
    add_photos,
    appraise_batch,
    appraise_customer,
    close_card,
    save_batch,
    save_source,
)
from .customers import (
    Leave,
    save_customer,
)
from .days import (
    remove_day,
    save_day,
)
from .dealing import (
    deal_out,
)
from .following import (
    follow_many,
)
from .forgetting import forget_activity
from .giving import give_todos
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
    remove_address,
    remove_contact,
    save_address,
    save_contact,
)
from .pools import (
    add_member,
    hide_fields,
    protect,
    remove_capacity,
    remove_member,
    remove_rule,
    save_capacity,
    save_pool,
    save_reason,
    save_rule,
    switch_rule,
    unprotect,
)
from .profiles import (
    save_answers,
    verify_answers,
)
from .quality import (
    confirm_facts,
    mark_bad,
    refuse_incomplete_group_buy,
    unmark_bad,
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
from .scheme_seeds import (
    seed_schemes,
)
from .schemes import (
    put_into_class,
    save_scheme,
)
from .sight import (
    assign,
    release,
    share,
    unshare,
)
from .tag_list import new_tag, save_tag
from .tags import (
    add_tags,
    expire_tags,
    remove_tags,
    undo_tags,
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
    "add_member",
    "add_photos",
    "add_tags",
    "appraise_batch",
    "appraise_customer",
    "ask_for_access",
    "ask_verifications",
    "assign",
    "choose_consequences",
    "claim",
    "close_card",
    "confirm_facts",
    "correct_activity",
    "deal_out",
    "decide_request",
    "expire_tags",
    "follow_many",
    "give_todos",
    "hide_fields",
    "join_card",
    "keep_apart",
    "keep_records",
    "forget_activity",
    "log_activity",
    "mark_bad",
    "merge",
    "new_tag",
    "note_many",
    "people_to_tell",
    "propose_clearing",
    "protect",
    "put_away",
    "put_into_class",
    "reclassify_all",
    "refuse_incomplete_group_buy",
    "release",
    "remove_capacity",
    "remove_address",
    "remove_contact",
    "remove_day",
    "remove_member",
    "remove_phrase",
    "remove_relation",
    "remove_rule",
    "remove_tags",
    "restore",
    "save_address",
    "save_answers",
    "save_batch",
    "save_capacity",
    "save_contact",
    "save_customer",
    "save_day",
    "save_phrase",
    "save_pool",
    "save_reason",
    "save_relation",
    "save_rule",
    "save_scheme",
    "save_source",
    "save_standing",
    "save_tag",
    "seed_approvals",
    "seed_schemes",
    "share",
    "switch_rule",
    "type_card",
    "undo_tags",
    "unmark_bad",
    "unmerge",
    "unprotect",
    "unshare",
    "verify",
    "verify_answers",
    "withdraw_verifications",
]

"""What people do to win customers."""

from .accounts import (
    MethodChosen,
    assess_worth,
    choose_method,
    claim_advantage,
    compare,
    note_trade,
    save_key_plan,
    weigh_factors,
    write_part,
)
from .agreements import (
    decide_gift,
    fulfil,
    oblige,
    save_agreement,
    save_gift,
    turn_agreement,
    turn_agreements,
)
from .deals import (
    Ending,
    assign_opportunity,
    close_opportunity,
    move_opportunity,
    refresh_chances,
    reopen_opportunity,
    save_opportunity,
)
from .letters import (
    STARTS,
    link_reply,
    note_sent,
    send_first_contact,
    send_out,
    write_first_contact,
)
from .markets import (
    choose_targets,
    save_goal,
    save_market,
    save_need,
    screen,
)
from .pipelines import (
    save_pipeline,
    set_stages,
    usual_pipeline,
)
from .records import (
    file_record,
)
from .reporting import (
    Report,
    follow_up,
    record_visit,
    tell_late,
)
from .reports import (
    comment_report,
)
from .visits import (
    Spot,
    Talked,
    cancel_visit,
    check_in,
    discuss,
    make_ready,
    mark_materials,
    save_visit,
)

__all__ = [
    "STARTS",
    "Ending", "MethodChosen", "Report", "Spot", "Talked", "assess_worth", "assign_opportunity",
    "cancel_visit", "check_in", "choose_method", "choose_targets", "claim_advantage",
    "close_opportunity", "comment_report", "compare", "decide_gift", "discuss", "file_record",
    "follow_up", "fulfil", "link_reply", "make_ready", "mark_materials", "move_opportunity",
    "note_sent", "note_trade", "oblige", "record_visit", "refresh_chances",
    "reopen_opportunity", "save_agreement", "save_gift", "save_goal", "save_key_plan",
    "save_market", "save_need", "save_opportunity", "save_pipeline", "save_visit", "screen",
    "send_first_contact", "send_out", "set_stages", "tell_late", "turn_agreement",
    "turn_agreements", "usual_pipeline", "weigh_factors", "write_first_contact", "write_part",
]  # fmt: skip

"""What people and apps above do with tickets."""

from .appointing import Slot, agree_slot, break_slot, move_slot
from .clocking import go_on, wait_for_customer
from .conduct import mark_conduct
from .course import note
from .ending import cancel, close, confirm, note_complaint, reopen, to_complaint
from .filing import file_sheet
from .following import decide_incident, follow_up, plan_follow_ups, raise_incident
from .holdings import TICKETS
from .intake import amend, open_ticket
from .orders import accept, assign, assign_best, expire, reject
from .parts import use_part
from .setting import (
    add_duty,
    advance_article,
    remove_duty,
    retire_article,
    save_article,
    save_emergency_plan,
    save_engineer,
    save_matrix,
    set_skills,
)
from .triaging import Triage, log_contact, triage
from .upkeep import note_upkeep, open_due
from .working import STEPS, Result, Spot, commit, restore, step, wait_for_part

__all__ = [
    "Result", "STEPS", "Slot", "Spot", "TICKETS", "Triage", "accept", "add_duty",
    "advance_article", "agree_slot", "amend", "assign", "assign_best", "break_slot", "cancel",
    "close", "commit", "confirm", "decide_incident", "expire", "file_sheet", "follow_up", "go_on",
    "log_contact", "mark_conduct", "move_slot", "note", "note_complaint", "note_upkeep",
    "open_due", "open_ticket", "plan_follow_ups", "raise_incident", "reject", "remove_duty",
    "reopen", "restore", "retire_article", "save_article", "save_emergency_plan",
    "save_engineer", "save_matrix", "set_skills", "step", "to_complaint", "triage", "use_part",
    "wait_for_customer", "wait_for_part",
]  # fmt: skip

"""What people and the night do to keep customers."""

from .arranging import arrange, choose, confirm_given, confirm_taken, write_note
from .conflicts import open_conflict, save_conflict, solve_conflict, tell_late_conflict
from .greetings import Drafted, draft_greetings, drop_greeting, mark_sent
from .lists import renew_list
from .moving import end_pieces, introduce, move_ready
from .opening import call_off, finish, open_hand_over
from .partners import SUBJECT, decline_partner, propose_partner, seed_approvals
from .planning import plan_visits, replan
from .stages import enrol, hold, move_along, restage, set_stage
from .visiting import Talk, ask_for_visit, keep_occasions, record_return_visit, set_interval
from .winback import begin_case, give_up, open_case, save_case, win

__all__ = [
    "Drafted", "SUBJECT", "Talk", "arrange", "ask_for_visit", "begin_case", "call_off", "choose",
    "confirm_given", "confirm_taken", "decline_partner", "draft_greetings", "drop_greeting",
    "end_pieces", "enrol", "finish", "give_up", "hold", "introduce", "keep_occasions",
    "mark_sent", "move_along", "move_ready", "open_case", "open_conflict", "open_hand_over",
    "plan_visits", "propose_partner", "record_return_visit", "renew_list", "replan", "restage",
    "save_case", "save_conflict", "seed_approvals", "set_interval", "set_stage", "solve_conflict",
    "tell_late_conflict", "win", "write_note",
]  # fmt: skip

"""What people and the service above do with pieces, repairs, receipts and verdicts."""

from .accepting import Signed, accept
from .arriving import note_invoiced, note_settled, note_shipped, note_signed
from .catalogue import confirm_catalogue, next_version, save_row, seed_catalogue
from .choosing import choose
from .exchanging import exchange, take_back
from .judging import ask
from .public import ask_as_owner
from .repairs import call_off_repair, finish_repair, hold_up, log_repair, save_repair
from .units import refresh, register, save_unit

__all__ = [
    "Signed", "accept", "ask", "ask_as_owner", "call_off_repair", "choose",
    "confirm_catalogue", "exchange", "finish_repair", "hold_up", "log_repair", "next_version",
    "note_invoiced", "note_settled", "note_shipped", "note_signed", "refresh", "register",
    "save_repair", "save_row", "save_unit", "seed_catalogue", "take_back",
]  # fmt: skip

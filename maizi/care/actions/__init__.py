"""What people do in a hand-over."""

from .arranging import arrange, choose, confirm_given, confirm_taken, write_note
from .lists import renew_list
from .moving import end_pieces, introduce, move_ready
from .opening import call_off, finish, open_hand_over

__all__ = [
    "arrange", "call_off", "choose", "confirm_given", "confirm_taken", "end_pieces", "finish",
    "introduce", "move_ready", "open_hand_over", "renew_list", "write_note",
]  # fmt: skip

"""Verbs of the desk: arrange one's board, have it sent."""

from .boards import arrange, choose_kind, choose_rhythm, send_board

__all__ = ["arrange", "choose_kind", "choose_rhythm", "send_board"]

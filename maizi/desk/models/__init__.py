"""What people arranged on their desk."""

from .boards import Board

__all__ = ["Board"]

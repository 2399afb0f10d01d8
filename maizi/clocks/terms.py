"""Words of the working calendar."""

from maizi.kernel.calendar import DayKind

__all__ = ["DayKind"]

"""A file as somebody brought it."""

from dataclasses import dataclass
from pathlib import Path

from maizi.kit.sheets.limits import Limits


@dataclass(frozen=True, slots=True)
class Upload:
    """One file and what its owner said about it; see open.open_sheet."""

    path: Path
    name: str
    worksheet: str
    encoding: str
    limits: Limits

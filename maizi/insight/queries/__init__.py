"""Reads of analytics that have a name."""

from .abc import classes_by_hand
from .asked import FEW, Asked, usual_window
from .clickhouse import Unfit, has_copy, state_of_copy
from .comparing import earlier_values, moves, placed_in
from .digests import TASK as DIGEST
from .digests import Digest, digest_of, digest_states, work_out
from .engine import grouped_by
from .found import VERSIONS, Found, Line, Stat, chart_names, name_lines, names_of
from .goods import sees_all_stock
from .groups import groups_of
from .laid import is_laid
from .register import ANALYSES, Analysis, find, offered
from .studies import TASK as STUDY
from .studies import Study, reach, study_of, work_out_study
from .sums import is_copy_wrong, wrong_months

__all__ = [
    "ANALYSES", "Analysis", "Asked", "DIGEST", "Digest", "FEW", "Found", "Line", "STUDY",
    "Stat", "Study",
    "Unfit", "VERSIONS", "chart_names", "classes_by_hand", "digest_of", "digest_states",
    "earlier_values", "find", "grouped_by", "groups_of", "has_copy", "is_copy_wrong", "is_laid",
    "moves", "name_lines", "names_of", "offered", "placed_in", "reach", "sees_all_stock",
    "state_of_copy", "study_of", "usual_window", "work_out", "work_out_study", "wrong_months",
]  # fmt: skip

"""Decisions of the archive."""

from .activities import (
    CORRECTION_WINDOW,
    collected_by,
    is_open_to_correction,
    mentioned_in,
)
from .clusters import (
    clusters_of,
)
from .days import (
    LONGEST_LEAD,
    USUAL_ACTIONS,
    comes_next,
    is_fit,
    lead_due,
    leads_from,
    years_on,
)
from .duplicates import (
    NOISE,
    SUFFIXES,
    name_key,
)
from .graphs import (
    Bounds,
    Place,
    ring_places,
    shortest_way,
    tree_places,
    would_circle,
)
from .likeness import (
    likeness,
)
from .matching import (
    Facts,
    Found,
    Judgement,
    Policy,
    default_policy,
    facts_from,
    found_at,
    judge,
    keys_of,
    phone_key,
)
from .merging import (
    MOST_AT_ONCE,
    Side,
    fuller,
    is_blank,
    refusal,
    survivor_among,
    winner,
)
from .names import (
    Name,
    taken_apart,
)
from .profiles import (
    Provenance,
    answer_in_words,
    answer_to_edit,
    column_for,
    completeness,
    date_in_words,
    emptiest,
    kept_answer,
    require_lawful,
    ticked_and_more,
)
from .verification import (
    CLASSES,
    due_day,
    schedule_class,
    way_of,
)

__all__ = [
    "Bounds",
    "CLASSES",
    "CORRECTION_WINDOW",
    "Facts",
    "Found",
    "Judgement",
    "LONGEST_LEAD",
    "MOST_AT_ONCE",
    "NOISE",
    "Name",
    "Place",
    "Policy",
    "Provenance",
    "SUFFIXES",
    "Side",
    "USUAL_ACTIONS",
    "answer_in_words",
    "answer_to_edit",
    "clusters_of",
    "collected_by",
    "column_for",
    "comes_next",
    "completeness",
    "date_in_words",
    "default_policy",
    "due_day",
    "emptiest",
    "facts_from",
    "found_at",
    "fuller",
    "is_blank",
    "is_fit",
    "is_open_to_correction",
    "judge",
    "kept_answer",
    "keys_of",
    "lead_due",
    "leads_from",
    "likeness",
    "mentioned_in",
    "name_key",
    "phone_key",
    "refusal",
    "require_lawful",
    "ring_places",
    "schedule_class",
    "shortest_way",
    "survivor_among",
    "taken_apart",
    "ticked_and_more",
    "tree_places",
    "way_of",
    "winner",
    "would_circle",
    "years_on",
]

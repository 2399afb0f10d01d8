"""Facts that keeping customers announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageChanged:
    """A customer came to another stage of the ladder; is_first: on the first night he is looked
    at, when everybody finds his place."""

    customer_id: int
    was: str
    stage: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class CustomerWonBack:
    """Somebody who had stopped buying has bought again."""

    customer_id: int

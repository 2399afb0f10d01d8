"""What a writer says to a save that would otherwise be stopped."""

from dataclasses import dataclass, field

from ..terms import MatchDoor


@dataclass(frozen=True, slots=True)
class Leave:
    """What the writer says to a save that would otherwise be stopped.

    is_confirmed   he knows that the customer looks like another one
    can_confirm    he can be asked; a change that cannot ask is noted for the steward instead
    door           where he comes in, None for a merge: it looks for no twins
    approval       id of the case that approved important information; 0 for none
    change_reason  why important information should change; asks for approval
    chosen         step number -> ids of the approvers he picked
    """

    is_confirmed: bool = False
    can_confirm: bool = False
    door: MatchDoor | None = MatchDoor.FORM
    approval: int = 0
    change_reason: str = ""
    chosen: dict[int, list[int]] = field(default_factory=dict)


PLAIN = Leave()

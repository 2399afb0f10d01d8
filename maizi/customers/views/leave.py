"""What a form says to a save that would otherwise be stopped."""

from ..actions import Leave
from ..forms import approvers_in


def leave_in(request) -> Leave:
    """Confirmed twins, the reason for important changes, and the approvers picked for them."""
    return Leave(
        is_confirmed=request.POST.get("confirmed") == "yes",
        can_confirm=True,
        change_reason=request.POST.get("change_reason", ""),
        chosen=approvers_in(request.POST),
    )

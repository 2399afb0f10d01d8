"""What a form says to a save that would otherwise be stopped."""

from ..actions import Leave

MOST_STEPS = 10


def leave_in(request) -> Leave:
    """Confirmed twins, the reason for important changes, and the approvers picked for them."""
    return Leave(
        is_confirmed=request.POST.get("confirmed") == "yes",
        change_reason=request.POST.get("change_reason", ""),
        chosen=_approvers_chosen(request),
    )


def _approvers_chosen(request) -> dict[int, list[int]]:
    """Step number -> ids, of the fields approver-1, approver-2 …"""
    found = {}
    for number in range(1, MOST_STEPS + 1):
        ids = [i for i in request.POST.getlist(f"approver-{number}") if i.isdecimal()]
        if ids:
            found[number] = [int(i) for i in ids if len(i) < 20]
    return found

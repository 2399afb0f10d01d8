"""What roles do to keep customers and in meetings (C), by what they do with customers."""

LEADS = {
    "care": "read visit plan stage report",
    "meeting": "read add change export",
    "event": "read add change export",
}
SELLS = {"care": "read visit plan", "meeting": "read add", "event": "read add"}
SERVES = {"care": "read visit", "meeting": "read add", "event": "read"}
REPORTS = {"care": "read report", "meeting": "add", "event": "read"}
LOOKS = {"meeting": "add"}


def keeping(verbs: str) -> dict[str, list[str]]:
    """The grants that go with a role's verbs on customers."""
    words = set(verbs.split())
    if words >= {"claim", "assign"}:
        granted = LEADS
    elif "claim" in words:
        granted = SELLS
    elif "add" in words:
        granted = SERVES
    else:
        granted = REPORTS if words == {"read", "export"} else LOOKS if words else {}
    return {entity: said.split() for entity, said in granted.items()}

"""What the code on a label says: the address that opens the piece."""

import re

_ADDRESS = re.compile(r"/warranty/scan/([\w-]{8,24})/?", re.ASCII)
LONGEST = 200  # an address with a long host and a prefix


def code_in(text: str) -> str:
    """The secret part of a label's address, whatever host it was printed with; "" for others."""
    found = _ADDRESS.search(text.strip()[:LONGEST])
    return found[1] if found else ""

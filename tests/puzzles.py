"""What a stranger's browser does with the riddle of a public form."""

import re

from maizi.kernel import riddles


def solved(page: str) -> dict[str, str]:
    """The riddle of a page and its answer, as the form sends them."""
    text = re.search(r'data-riddle="([^"]+)"', page).group(1)
    posed_at, salt, mark = text.split(".")
    riddle = riddles.Riddle(int(posed_at), salt, mark)
    answer = next(str(n) for n in range(10**7) if riddles.is_solved(riddle, str(n)))
    return {"riddle": text, "solution": answer}

"""Format, repair what ruff can repair, refresh catalogues and glossary."""

import subprocess
import sys

from . import glossary, messages
from .prepare import ROOT


def main() -> int:
    """Do it all; 1 when something is left that a person has to repair."""
    ruff = [sys.executable, "-m", "ruff"]
    left = subprocess.run([*ruff, "check", "--fix", "."], cwd=ROOT).returncode
    subprocess.run([*ruff, "format", "."], cwd=ROOT, check=True)
    untranslated = messages.main(["collect", "check", "compile"])
    glossary.main(is_checking=False)
    return int(bool(left or untranslated))


if __name__ == "__main__":
    sys.exit(main())

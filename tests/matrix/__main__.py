"""`python -m tests.matrix write`: draft tests/permissions.csv from what is answered today.

A draft: read every line against M-2 to M-4 before it is kept.
"""

import csv
import logging
import os
import sys

from tests import ground
from tests.matrix import ROLES, TABLE


def main() -> None:
    """Make a database, ask every route as everybody, write down the answers."""
    import django
    from django.test.runner import DiscoverRunner

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
    django.setup()
    logging.disable()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    made = runner.setup_databases()
    write()
    runner.teardown_databases(made)


def write() -> None:
    """The table as the house answers it."""
    from tests.house import House
    from tests.matrix.calls import answered, calls
    from tests.matrix.scene import Scene

    scene = Scene(House())
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["url", "method", *ROLES])
        for call in calls(scene):
            answers = [answered(scene, call, role).status_code for role in ROLES]
            table.writerow([call.url, call.method, *answers])


if __name__ == "__main__":
    assert ground.HOME and sys.argv[1:] == ["write"], __doc__
    main()

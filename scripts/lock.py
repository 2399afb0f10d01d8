"""Write requirements/*.txt from pyproject.toml: pinned, hashed, without any address.

`python -m scripts.lock` keeps what is pinned; `--upgrade` takes the newest that fits.
"""

import subprocess
import sys

from .prepare import ROOT, fit_uv

GROUPS = ("dev", "build", "uv", "tools", "postgres", "chdb")
EXTRAS = {"runtime": "redis", "engine": "engine"}
LOCKS = {name: ["--extra", extra] for name, extra in EXTRAS.items()} | {
    name: ["--group", f"pyproject.toml:{name}"] for name in GROUPS
}


def main(options: list[str]) -> None:
    """Compile every lock; engine and dev hold the runtime too, in the same versions."""
    for name, chosen in LOCKS.items():
        whole = ["pyproject.toml"] if name in ("runtime", "engine", "dev") else []
        bound = ["-c", "requirements/runtime.txt"] if name in ("engine", "dev", "build") else []
        alone = ["--no-deps"] if name == "chdb" else []  # pandas and pyarrow: nobody asks for them
        command = [
            fit_uv() or "uv", "pip", "compile", *whole, *chosen, *bound, "--universal",
            "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
            "--quiet", *alone, "-o", f"requirements/{name}.txt", *options,
        ]  # fmt: skip
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])

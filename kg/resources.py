"""Where the ontology, the reference data, the shapes and the model of names lie."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.errors import ConfigurationError

_PACKAGE = Path(__file__).resolve().parent
SHIPPED_MODEL = _PACKAGE / "tagger" / "model"  # what spacy.load takes
SHIPPED = "shipped"  # the model of names that comes with the package


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise ConfigurationError(f"the folder {name}/ is missing from this installation; reinstall it")


def ontology_folder() -> Path:
    """Return the folder with the ontology, the topics, the lexicon and the reference data."""
    return _folder("ontology")


def reference_files() -> list[Path]:
    """Return the Turtle files that describe the world, not the vocabulary: reference data and gazetteer."""
    folder = ontology_folder()
    return sorted([*(folder / "reference").rglob("*.ttl"), *(folder / "gazetteer").rglob("*.ttl")])


def shapes_folder() -> Path:
    """Return the folder with the SHACL shapes."""
    return _folder("shapes")


def names_model_folder(model: str) -> Path | None:
    """Return the folder of a model of names: the shipped one, a folder, an installed package; "" is none.

    Raises ConfigurationError where there is no such model.
    """
    if not model:
        return None
    if model == SHIPPED:
        return _shipped_model()
    if (folder := Path(model)).is_dir():
        return folder.resolve()
    package = find_spec(model) if model.isidentifier() else None
    if package is None or package.origin is None:
        message = f"setting names_model: {model!r} is no folder and no installed package; "
        raise ConfigurationError(f"{message}give a spaCy pipeline, or leave it empty to use the rules only")
    return Path(package.origin).parent


def _shipped_model() -> Path:
    if not SHIPPED_MODEL.is_dir():
        message = f"the model of names is missing from {SHIPPED_MODEL}; reinstall, or empty names_model"
        raise ConfigurationError(message)
    return SHIPPED_MODEL

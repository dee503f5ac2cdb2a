"""``kg versions``: the published versions, what differs between two of them, and the way back."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import asdict

from kg.config import Settings
from kg.iri import Minter
from kg.knowledge.facts import written
from kg.store.differences import GraphDifference, differences
from kg.store.embedded import EmbeddedStore
from kg.store.reader import Reader
from kg.store.versions import (
    Folder,
    Manifest,
    check_version,
    current_number,
    is_kept,
    manifests,
    no_version,
    prune_version,
    read_manifest,
)

_TOLD = ("published", "articles", "quads", "software", "ontology", "shapes", "digest")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = Folder(settings.store)
    _current(folder)
    actions = {"list": _list, "show": _show, "diff": _diff, "restore": _restore, "prune": _prune}
    return actions[arguments.action](arguments, settings, folder)


def _current(folder: Folder) -> int:
    number = current_number(folder)
    if number is None:
        raise no_version(folder)
    return number


def _list(arguments: argparse.Namespace, _settings: Settings, folder: Folder) -> int:
    known = manifests(folder)
    if arguments.json:
        print(json.dumps([_described(folder, manifest) for manifest in known], indent=2))
        return 0
    for manifest in known:
        mark = "*" if manifest.number == current_number(folder) else " "
        gone = "" if is_kept(folder, manifest.number) else "  (data pruned)"
        counts = f"{manifest.articles:,} articles  {manifest.quads:,} quads"
        print(f"{mark} {manifest.number}  {manifest.published}  {counts}  {manifest.digest[:12]}{gone}")
    return 0


def _show(arguments: argparse.Namespace, _settings: Settings, folder: Folder) -> int:
    content = _described(folder, read_manifest(folder, arguments.number or _current(folder)))
    if arguments.json:
        print(json.dumps(content, indent=2))
    else:
        for name, value in content.items():
            print(f"{name:<10}  {value}")
    return 0


def _described(folder: Folder, manifest: Manifest) -> dict[str, object]:
    told = {name: getattr(manifest, name) for name in _TOLD}
    current = manifest.number == current_number(folder)
    return {"number": manifest.number, "current": current, "kept": is_kept(folder, manifest.number), **told}


def _diff(arguments: argparse.Namespace, settings: Settings, folder: Folder) -> int:
    old, new = (EmbeddedStore.open_reader(settings.store, number) for number in (arguments.a, arguments.b))
    found = list(differences(old, new))
    names = _article_names(new) | _article_names(old)
    if arguments.json:
        print(json.dumps([_as_json(difference, names) for difference in found], indent=2, ensure_ascii=False))
        return 0
    for difference in found:
        print(_line(difference, names))
        if arguments.facts:
            for sign, lines in (("+", difference.added), ("-", difference.removed)):
                print("".join(f"  {sign} {line}\n" for line in lines), end="")
    print(_total(found, names, arguments))
    return 0


def _article_names(reader: Reader) -> dict[str, str]:
    """Return the identifier of the article in each graph that is one's."""
    return {str(row["graph"]): written(row["identifier"]) for row in reader.select(_ARTICLES)}


def _line(difference: GraphDifference, names: dict[str, str]) -> str:
    what = names.get(difference.graph_name, difference.graph_name)
    return f"{difference.change:<9}  +{len(difference.added)} -{len(difference.removed)}  {what}"


def _total(found: list[GraphDifference], names: dict[str, str], arguments: argparse.Namespace) -> str:
    changes = Counter(difference.change for difference in found if difference.graph_name in names)
    articles = ", ".join(f"{changes[change]} {change}" for change in ("added", "changed", "withdrawn"))
    added, removed = (sum(len(getattr(d, side)) for d in found) for side in ("added", "removed"))
    return (
        f"version {arguments.a} to {arguments.b}: articles {articles}; "
        f"facts in all graphs {added:,} added, {removed:,} removed"
    )


def _as_json(difference: GraphDifference, names: dict[str, str]) -> dict[str, object]:
    article = names.get(difference.graph_name)
    return asdict(difference) | ({"article": article} if article else {})


def _restore(arguments: argparse.Namespace, settings: Settings, folder: Folder) -> int:
    check_version(folder, arguments.number)
    provenance = Minter(settings.base_iri).graph("provenance")
    number = EmbeddedStore.restore(settings.store, folder.data(arguments.number), [provenance])
    print(f"version {number} holds what version {arguments.number} held, and is the current one")
    return 0


def _prune(arguments: argparse.Namespace, _settings: Settings, folder: Folder) -> int:
    kept = [manifest.number for manifest in manifests(folder) if is_kept(folder, manifest.number)]
    pruned = arguments.numbers or kept[: -arguments.keep]
    for number in pruned:
        if number != current_number(folder) or arguments.numbers:
            prune_version(folder, number)
            print(f"version {number} pruned; its manifest is kept")
    return 0


_ARTICLES = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
SELECT ?graph ?identifier
WHERE { GRAPH ?graph { ?article a schema:NewsArticle ; dct:identifier ?identifier } }
"""

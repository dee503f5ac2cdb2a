"""``kg token``: who may write to the knowledge graph over HTTP."""

from __future__ import annotations

import argparse
import sys

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    settings.store.mkdir(parents=True, exist_ok=True)
    tokens = Tokens(Folder(settings.store).tokens)
    match arguments.action:
        case "add":
            print(tokens.add(arguments.name, Scope(arguments.scope)))
            print("Keep it now: only its digest is stored.", file=sys.stderr)
        case "remove":
            tokens.remove(arguments.name)
        case _:
            for token in tokens.all():
                print(f"{token.name}  {token.scope}  {token.created}")
    return 0

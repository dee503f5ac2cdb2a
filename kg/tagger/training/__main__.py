"""``python -m kg.tagger.training``: corpus, train, publish, score."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="kg.tagger.training", description="Train the tagger of names.")
    commands = parser.add_subparsers(dest="command", required=True)
    corpus = commands.add_parser("corpus", help="write train.spacy and held-out.spacy")
    corpus.add_argument("newswire", type=Path)
    corpus.add_argument("work", type=Path)
    train = commands.add_parser("train", help="train on them into WORK/trained")
    train.add_argument("work", type=Path)
    publish = commands.add_parser("publish", help="put WORK/model into the package, with its scores")
    publish.add_argument("work", type=Path)
    publish.add_argument("gold", type=Path, nargs="*")
    score = commands.add_parser("score", help="exact spans by label")
    score.add_argument("model")
    score.add_argument("gold", type=Path, nargs="+")
    _run(parser.parse_args())


def _run(arguments: argparse.Namespace) -> None:
    if arguments.command == "corpus":
        from kg.tagger.training.corpus import write_corpus

        print(json.dumps(write_corpus(arguments.newswire, arguments.work)))
    elif arguments.command == "train":
        from kg.tagger.training.fitting import fit

        fit(arguments.work)
    elif arguments.command == "publish":
        from kg.tagger.training.publishing import publish

        publish(arguments.work, arguments.gold)
    else:
        from kg.tagger.training.scoring import scores

        print(json.dumps({file.name: scores(arguments.model, file) for file in arguments.gold}, indent=2))


main()

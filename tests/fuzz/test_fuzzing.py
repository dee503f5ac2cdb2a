"""A bounded run of the fuzzer against a real server; ``python -m tests.fuzz`` is the long one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.fuzz.article_uploads import MAKERS
from tests.fuzz.campaign import KINDS, READING, WRITING, Campaign, made
from tests.fuzz.described_requests import described
from tests.fuzz.fuzzed_server import Watched, fuzzed_server
from tests.fuzz.inputs import Input, keep, kept
from tests.fuzz.rdf_documents import SYNTAXES
from tests.server.conftest import fill

SEED = 1 if os.environ.get("CI") else SystemRandom().randrange(10**6)
READ, WRITTEN, EXAMPLES = 1500, 60, 4
GRACE = 60.0  # seconds: machines that run tests are busy


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("fuzz")
    fill(folder / "store")
    with fuzzed_server(folder / "store", folder, GRACE) as watched:
        yield watched


@pytest.mark.long
def test_nothing_takes_the_server_down(watched: Watched, tmp_path: Path) -> None:
    campaign = Campaign(watched.target, tmp_path)
    reading = made(SEED, range(READ), READING)
    writing = made(SEED, range(READ, READ + WRITTEN), WRITING)
    campaign.run((reading, 3), (writing, 1), (described(READ + WRITTEN, EXAMPLES, SEED), 1))
    notes = tmp_path / "faults.txt"
    assert not campaign.failed, f"seed {SEED}\n{campaign.table()}\n{notes.read_text()}"
    assert campaign.done > READ + WRITTEN
    assert not watched.faults()
    statuses = {status for tally in campaign.tallies.values() for status in tally.statuses}
    assert {200, 204, 304, 400, 401, 403, 404, 406} <= statuses, "hardly anything was asked"


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_same_seed_makes_the_same_inputs(kind: str) -> None:
    one, again, other = (list(made(seed, range(5), [kind])) for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize("media_type", list(SYNTAXES))
def test_most_documents_are_as_their_grammar_says(media_type: str) -> None:
    _, make = SYNTAXES[media_type]
    assert len({make(Random(number)) for number in range(50)}) > 25


@pytest.mark.parametrize("media_type", list(MAKERS))
def test_articles_of_every_kind_are_made(media_type: str) -> None:
    _, make = MAKERS[media_type]
    assert len({make(Random(number)) for number in range(50)}) > 25


def test_an_input_is_kept_and_read_again(tmp_path: Path) -> None:
    given = Input("query made", b"GET / HTTP/1.1\r\nAuthorization: Bearer {{write}}\r\n\r\n{{write}}")
    assert kept(keep(tmp_path, 7, given)) == given
    assert given.may_write
    assert given.sent({"write": "s"}) == b"GET / HTTP/1.1\r\nAuthorization: Bearer s\r\n\r\n{{write}}"

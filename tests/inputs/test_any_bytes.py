"""Whatever the bytes are, reading ends in a state, and the same bytes in the same one."""

from __future__ import annotations

import random
from typing import get_args

import pytest
from forms import FORMS

from notaextract.facts import State
from notaextract.run.inputs import FORMATS, read_input

ROUNDS = 12  # for each form


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes flipped, a stretch cut out, doubled or moved."""
    raw = bytearray(data)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.randrange(1, 40)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
        case 1:
            low = chance.randrange(len(raw))
            del raw[low : low + chance.randrange(1, 2_000)]
        case 2:
            low = chance.randrange(len(raw))
            raw[low:low] = raw[low : low + 500] * 3
        case _:
            low = chance.randrange(len(raw))
            return bytes(raw[:low])
    return bytes(raw)


@pytest.mark.parametrize("name", FORMS)
def test_damaged_files(name: str) -> None:
    good = FORMS[name]()
    chance = random.Random(name)
    for _ in range(ROUNDS):
        data = damaged(good, chance)
        found = read_input(data, name)
        assert found.state in get_args(State)
        assert found.readable == bool(found.text)
        assert (found.problem is None) == (found.state == "ok")
        assert "\n" not in (found.problem or "")
        assert read_input(data, name).text == found.text


@pytest.mark.parametrize("format", FORMATS)
def test_any_bytes_in_any_format(format: str) -> None:
    chance = random.Random(format)
    for size in (0, 1, 2, 50, 3_000):
        found = read_input(chance.randbytes(size), "a.bin", force=format)
        assert found.format == format
        assert found.state in ("ok", "partial", "skipped", "error")
    for build in FORMS.values():
        assert read_input(build(), "a.bin", force=format).state in ("ok", "partial", "skipped", "error")

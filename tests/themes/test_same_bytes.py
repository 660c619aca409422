"""The same comments and codebook give the same bytes: again, and in any other process."""

import os
import subprocess
import sys

import msgspec
import pytest

from voice.themes.codebook_file import load_codebook
from voice.themes.counts import code
from voice.themes.heard import Heard, Said

SAID = [
    ("en", "They said no. No reason. Just no."),
    ("en", "My support worker calls me every week and I feel safe here"),
    ("en", "I wasn’t happy, she was not kind and I wait and wait"),
    ("ar", "المترجمة تتكلم لهجتي ولم تصدقني الشرطة"),
    ("en", "nothing, thank you"),
    ("fr", "Je ne sais pas"),
]


def coded_bytes() -> bytes:
    heard = [
        Heard(id=f"{place:02}", lang=lang, said=(Said("q", text, "hard"),))
        for place, (lang, text) in enumerate(SAID * 3)
    ]
    return msgspec.json.encode(list(code(heard, load_codebook())))


def test_the_same_process_gives_the_same_bytes_again():
    assert coded_bytes() == coded_bytes()


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_with_another_hash_order_gives_the_same_bytes(seed):
    program = (
        f"import runpy, sys; here = runpy.run_path({__file__!r}); "
        "sys.stdout.buffer.write(here['coded_bytes']())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )
    assert run.stdout == coded_bytes()

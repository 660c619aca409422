"""The service that collects cannot read: seen in a fresh interpreter, not only in the imports."""

import subprocess
import sys

STARTS_COLLECT = """
import sys
import voice.collect.app
print(" ".join(sorted(sys.modules)))
"""

NEVER_LOADED = (
    "voice.sealing.open",
    "voice.sealing.identity",
    "voice.desk",
    "voice.themes",
    "voice.panels",
    "textblob",
    "nltk",
)


def test_the_collecting_app_loads_nothing_that_opens_or_reads():
    run = subprocess.run(
        [sys.executable, "-c", STARTS_COLLECT], capture_output=True, text=True, check=True
    )
    loaded = run.stdout.split()
    assert "voice.sealing.seal" in loaded
    for name in NEVER_LOADED:
        assert not [m for m in loaded if m == name or m.startswith(name + ".")], name

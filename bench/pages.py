"""Form pages a second: kept bytes beside the same page rendered anew, and Flask's kept bytes.

    python bench/pages.py [--seconds 1] [--turns 12]

Budget: a kept page at least 5 times as often as a rendered one, and at least twice as often as
Flask's best.
"""

import argparse
import http.client
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from load import Asking
from place import DOOR, FROM_HERE, make_place, serving
from turns import BENCH, in_turns, ratio, rival, show

KEPT, RENDERED = "Voice, kept", "Voice, rendered anew"
FORM = f"/{DOOR}/en"


def packed_page(port: int) -> bytes:
    """The form page as a phone gets it."""
    connection = http.client.HTTPConnection(FROM_HERE, port)
    connection.request("GET", FORM, headers={"Accept-Encoding": "gzip"})
    page = connection.getresponse().read()
    connection.close()
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--turns", type=int, default=12)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        folder = Path(name)
        place = make_place(folder / "ours")
        with_rendering = [sys.executable, str(BENCH / "rendering.py")]
        voice = servers.enter_context(serving(place.config, command=with_rendering))
        page = packed_page(voice.port)
        one = servers.enter_context(rival(folder / "one", 1, page))
        two = servers.enter_context(rival(folder / "two", 2, page))
        turns = {
            KEPT: (voice.process, Asking(voice.port, FORM)),
            RENDERED: (voice.process, Asking(voice.port, f"/rendered{FORM}")),
            "Flask, gunicorn sync x 1": (one.process, Asking(one.port, "/page")),
            "Flask, gunicorn sync x 2": (two.process, Asking(two.port, "/page")),
        }
        found = in_turns(turns, given.seconds, given.turns)
    print(f"The default form's page, {len(page)} bytes packed, 32 connections")
    show(found, KEPT)
    kept, rendered, *others = found.values()
    print(f"beside rendered {ratio(kept, [rendered])} (budget 5 x)")
    print(f"beside Flask    {ratio(kept, others)} (budget 2 x)")


if __name__ == "__main__":
    main()

"""How soon `voice serve` answers, and what memory it takes, with the languages that are here.

    python bench/start.py [--times 7]

Budget: at most 1.5 s (median) and 90 MB, also after all its pages and 2 seconds of load.
"""

import argparse
import http.client
import statistics
import tempfile
from pathlib import Path

from load import Asking, measure
from place import (
    DOOR,
    FROM_HERE,
    Place,
    Served,
    frame_for,
    make_place,
    memory_mb,
    processor_seconds,
    serving,
)

from voice.languages.catalogue import load_catalogues
from voice.shipped import shipped


def look_at_pages(served: Served, place: Place, spoken: list[str]) -> int:
    """Ask for every page in every language; gives how many there were."""
    paths = [f"/{page}/{tag}" for page in ("help", "next", "withdraw") for tag in spoken]
    paths += [f"/{DOOR}", *(f"/{DOOR}/{each.tag}" for each in place.round.languages)]
    connection = http.client.HTTPConnection(FROM_HERE, served.port)
    for path in paths:
        connection.request("GET", path)
        reply = connection.getresponse()
        reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{path} gave {reply.status}")
    connection.close()
    return len(paths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    spoken = sorted(load_catalogues(shipped("locales")))
    with tempfile.TemporaryDirectory(dir=".") as name:
        place = make_place(Path(name), languages=spoken)
        seconds, processor = [], []
        for _ in range(given.times):
            with serving(place.config) as served:
                seconds.append(served.seconds)
                processor.append(processor_seconds(served.process))
        with serving(place.config) as served:
            memory = [memory_mb(served.process)]
            pages = look_at_pages(served, place, spoken)
            memory.append(memory_mb(served.process))
            frames = tuple(frame_for(place, b"A bench.") for _ in range(32))
            rate = measure(Asking(served.port, "/send", frames, unique=True), 2)
            memory.append(memory_mb(served.process))
    print(f"voice serve with {len(spoken)} whole languages ({', '.join(spoken)})")
    print(f"first answer after {statistics.median(seconds):.2f} s", end=" ")
    print(f"({min(seconds):.2f} to {max(seconds):.2f} s, {given.times} starts; budget 1.5 s)")
    print(f"processor time to there {statistics.median(processor):.2f} s, whoever else is at work")
    print(f"memory {memory[0]:.0f} MB at start, {memory[1]:.0f} MB after {pages} pages,", end=" ")
    print(f"{memory[2]:.0f} MB after {len(rate.took)} answers kept (budget 90 MB)")


if __name__ == "__main__":
    main()

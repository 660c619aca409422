"""How long a desk takes to open and check answers: signature, seal, padding, form, all of it.

    python bench/opening.py [--count 5000]

Budget: 100 000 answers in 60 s on 2 processors. With another count the time for 100 000 is worked
out from it, start of processes included; `--count 100000` measures it (2.2 GB of disk, and
minutes to seal them first).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from voice.desk.reading import read
from voice.sealing.identity import parse_identity

WANTED = 100_000
BUDGET_SECONDS = 60
MAKE = Path(__file__).resolve().with_name("bundle_of.py")


def processor_seconds() -> float:
    """What this program and the processes it waited for have had of the processors."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=5000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "answers.bundle"
        began = time.perf_counter()
        made = subprocess.run(
            [sys.executable, MAKE, str(count), path], check=True, stdout=subprocess.PIPE
        )
        sealed = time.perf_counter() - began
        keys = json.loads(made.stdout)
        with path.open("rb") as file:
            used, began = processor_seconds(), time.perf_counter()
            reading = read([file], [parse_identity(keys["identity"])], {keys["signer"]})
            opened, used = time.perf_counter() - began, processor_seconds() - used
        size = path.stat().st_size
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"invented and sealed {count} answers to 3 PQ readers in {sealed:.1f} s", end=" ")
    print(f"({size / 1e6:.0f} MB, {os.cpu_count()} processors)")
    print(f"opened and checked {len(reading.answers)} in {opened:.1f} s", end=" ")
    print(f"({count / opened:.0f} a second), set apart {len(reading.set_apart)},", end=" ")
    print(f"at most {most:.0f} MB of memory")
    how = "measured" if count == WANTED else f"worked out from {count}"
    print(f"{WANTED} answers: {opened * WANTED / count:.0f} s as busy as it is now,", end=" ")
    print(f"{used * WANTED / count / 2:.0f} s on 2 processors with nothing else to do,", end=" ")
    print(f"{how} (budget {BUDGET_SECONDS} s)")


if __name__ == "__main__":
    main()

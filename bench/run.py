"""Everything that docs/figures.md tells, measured here and now.

    python bench/run.py [--data DIR] [part ...]

These machines are shared and noisy: compare the ratios and the processor times within one run,
not the rates of two. `--data` is the folder of real_input.py; without it that part is left out.
"""

import argparse
import datetime
import os
import platform
import subprocess
import sys
from pathlib import Path

PARTS = ("store", "submissions", "pages", "start", "opening", "sealing", "real_input")
BENCH = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}; there are {PARTS}")
    print(datetime.datetime.now(datetime.UTC).date(), f"load {os.getloadavg()[0]:.1f}", end=", ")
    print(f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()}", end=", ")
    print(f"Python {platform.python_version()}")
    ended = [run(part, given.data) for part in given.parts or PARTS]
    sys.exit(max(ended))


def run(part: str, data: Path | None) -> int:
    """One part in a process of its own, so that none measures another's memory."""
    print(f"\n== {part}", flush=True)
    if part == "real_input" and data is None:
        print("left out: it needs --data DIR; bench/real_input.py says where the file is")
        return 0
    more = ["--data", str(data)] if part == "real_input" else []
    return subprocess.run([sys.executable, BENCH / f"{part}.py", *more], check=False).returncode


if __name__ == "__main__":
    main()

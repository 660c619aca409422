"""Writes the shipped middles of languages (numbers only) from SIB-200's training sentences.

`python bench/themes/middles.py --data DIR`: 25 languages.
A language without one takes the middle of its base language, or the mean of all.
"""

import sys
from pathlib import Path

import numpy as np
from sets import LANGUAGES, MORE, Kept, data_folder, sib

PLACE = Path(__file__).parents[2] / "src" / "voice" / "themes" / "middles.npz"


def main() -> None:
    """Write the file; 25 languages of 701 sentences take about half an hour of one core."""
    data = data_folder(__doc__)
    kept = Kept()
    middles = {}
    for lang in (*LANGUAGES, *MORE):
        rows = kept.vectors([sentence.text for sentence in sib(data, lang, "train")])
        middles[lang] = rows.mean(axis=0).astype(np.float16)
    np.savez(PLACE, **middles)
    print(f"{PLACE.name}: {len(middles)} languages, {PLACE.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()

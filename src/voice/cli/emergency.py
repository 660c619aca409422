"""What is said to operators and facilitators of a round that shows 999 and no other help line."""

from collections.abc import Collection

from voice.forms.round_file import Helpline

ONLY_EMERGENCY = ("only 999 is shown", "ring the others and name them in the plan")
"""What is the matter, and what to do."""


def only_emergency(helplines: Collection[Helpline]) -> bool:
    """Whether people who are not in danger now are shown nobody to turn to."""
    return {each.id for each in helplines} <= {"999"}

"""`way_of`: how an answer came. The person's own word on who was there wins over the door's."""

from voice.forms.inside import Inside
from voice.panels.report import Way

_SAID: dict[str, Way] = {"worker": "nearby", "interpreter": "beside", "friend": "beside"}
"""Options of the `present` question that say someone was there. Source: docs/spec/form.md."""


def way_of(inside: Inside) -> Way:
    """The door's mode, unless the person said otherwise.

    "Alone" makes a handed-over answer their own, though not one on paper, which says nothing of
    company. Someone beside a person whose door expected nobody is told as such.
    """
    if inside.present == "alone" and inside.mode != "paper":
        return "self"
    if inside.mode == "self":
        return _SAID.get(inside.present, "self")
    return inside.mode

"""What the first screen says where another person is near: the door's mode decides."""

import msgspec

from voice.forms.inside import Mode
from voice.web.templates import Speaks


class Handover(msgspec.Struct, frozen=True):
    """Title and lines, in the person's language and in English for whoever helps."""

    here: tuple[str, ...]
    english: tuple[str, ...]


class _Source:
    """English speaks for itself."""

    def gettext(self, message: str) -> str:
        return message


def handover_for(mode: Mode, speaks: Speaks) -> Handover | None:
    """The hand-over screen of a door, or None where the person is alone with the form."""
    here = _lines(speaks).get(mode)
    return Handover(here, _lines(_Source())[mode]) if here else None


def _lines(speaks: Speaks | _Source) -> dict[str, tuple[str, ...]]:
    _ = speaks.gettext
    return {
        "nearby": (
            _("Please hand this over now"),
            _("If you work here: please look away until it comes back."),
            _("If you hold this now: nobody here needs to see your answers."),
        ),
        "writing": (
            _("Someone writes for you"),
            _(
                "The person who writes sees your answers now. "
                "After you send, they cannot open them."
            ),
            _("You can skip any question. You can take the phone and answer alone at any time."),
        ),
        "phone": (
            _("Someone helps you by phone"),
            _("The interpreter hears your answers. They cannot open them later."),
            _("You can skip any question."),
        ),
    }

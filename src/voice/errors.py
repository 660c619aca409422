"""Every error raised on purpose, by who must act.

VoiceError
├── PersonMustChange   what was entered can be put right by whoever entered it
├── OperatorMustFix    a file, a setting or the machine needs a hand
├── NotReadable        sealed or stored bytes that do not open or do not decode
└── Refused            the rules say no; nothing was changed
    └── Busy           the rules say not now; asking again is safe
"""


class VoiceError(Exception):
    """What is wrong in one sentence, and a hint that says what to do.

    `slug` is stable: tests, logs and translations use it, people never see it.
    """

    def __init__(self, slug: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.slug = slug
        self.message = message
        self.hint = hint


class PersonMustChange(VoiceError):
    """What was entered can be put right by whoever entered it."""


class OperatorMustFix(VoiceError):
    """A file, a setting or the machine needs a hand."""


class NotReadable(VoiceError):
    """Bytes that do not open or do not decode; they are kept and set apart, never thrown away."""


class Refused(VoiceError):
    """The rules say no, and nothing was changed."""


class Busy(Refused):
    """The rules say not now; asking again is safe."""

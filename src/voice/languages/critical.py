"""Sentences that can harm where they are wrong: a round needs them approved by a named role.

All promises and help lines, the question who may see one's words (tagged where it is extracted),
and of the pages those in `CRITICAL`: most others are labels. A changed one makes a draft of every
approved language until somebody has read it again.
"""

TAG = "critical"
"""The comment that stands beside such a sentence in files for translators."""

_CONTEXTS = ("promise.", "helpline.")

CRITICAL = frozenset(
    {
        # who reads, and when
        "If you hold this now: nobody here needs to see your answers.",
        "The person who writes sees your answers now. After you send, they cannot open them.",
        "The interpreter hears your answers. They cannot open them later.",
        "On this phone your words travel to our computer first. It locks them when they arrive.",
        "If you speak and the phone writes, the maker of the keyboard may hear you.",
        "Nobody reads this today. We read all answers together. "
        "We write what we heard and what we did.",
        "We are not reading answers now",
        "We are not reading answers now, so we did not take yours.",
        "It did not send yet. Your answers are still on this page. Try again.",
        "This is for practice. Answers here are not counted.",
        # danger, help, leaving
        "Get help now",
        "if you are in danger now",
        "Cannot speak? On a mobile phone call 999, then press 55.",
        "These numbers may show on a phone bill or in the list of calls.",
        "Leave this page",
        "Leave this page hides what is here at once. It does not delete your browser's history.",
        "Leave this page goes to another website. It can be slow. "
        "It does not delete your browser's history.",
        # sending and taking back
        "Send my answers",
        "You can change or delete any answer before you send it.",
        "Show my code",
        "If someone finds this code, they can see that you sent something. They cannot read it.",
        "Delete what I sent",
        "Delete what I sent now",
        "Done. What you sent is gone.",
        "It did not work yet. Please try again.",
        "On this phone you get no code. So you cannot delete this later.",
        "If this code was ours, what it sent is gone.",
        "Numbers that we already counted stay the same.",
    }
)
"""In English, as the pages say them. A test holds each to be said by some page."""


def is_critical(context: str, english: str) -> bool:
    """Whether it is a promise, a help line or one of `CRITICAL`."""
    return context.startswith(_CONTEXTS) or (not context and english in CRITICAL)

"""What the page's scripts say, in the person's language."""

from voice.web.templates import Speaks


def script_words(speaks: Speaks) -> dict[str, str]:
    """Sentences for `form.mjs` and `withdraw.mjs`; scripts hold no language of their own."""
    _ = speaks.gettext
    return {
        "where": _("Question {n} of up to {total}"),
        "oneMoment": _("One moment…"),
        "sending": _("Sending…"),
        "notSent": _("It did not send yet. Your answers are still on this page. Try again."),
        "closed": _("We are not reading answers now, so we did not take yours."),
        "tooLong": _("This is more than we can carry. Please make your words a little shorter."),
        "nearlyFull": _("There is room for a few more words."),
        "firstFew": _("You chose {n}. We keep the first {max} in the list."),
        "skipped": _("Skipped"),
        "change": _("Change"),
        "remove": _("Delete"),
        "deleted": _("Deleted."),
        "gone": _("Done. What you sent is gone."),
        "notGone": _("It did not work yet. Please try again."),
        "codeLength": _("The code has 24 numbers. Please look again."),
        "lookAgain": _(
            "Please look at the numbers again. One of them is different from our codes."
        ),
    }

"""Which picture in `docs/pictures` shows a text, for translators who never see the page itself."""

from collections.abc import Collection

from voice.languages.catalogue import Key

_BY_FILE = {
    "handover.py": "hand-over-nearby-en.png",
    "landing.html.jinja": "door-en.png",
    "form.html.jinja": "start-en.png",
    "thanks.html.jinja": "end-en.png",
    "parts.html.jinja": "help-en.png",
    "words.py": "check-en.png",
}
_BY_TEXT = {
    "Continue": "question-en.png",
    "Skip": "question-en.png",
    "Check your answers": "check-en.png",
    "You can change or delete any answer before you send it.": "check-en.png",
    "Send my answers": "check-en.png",
    "If you speak and the phone writes, the maker of the keyboard may hear you.": "words-en.png",
    "Take a break": "break-en.png",
    "Breathe in slowly. Breathe out slowly.": "break-en.png",
    "Name five things you can see.": "break-en.png",
    "Drink some water. Step outside if you can. Your answers stay on this page.": "break-en.png",
    "Go back": "break-en.png",
    "Get help now": "start-en.png",
    "Leave this page": "start-en.png",
    "Someone writes for you": "hand-over-writing-en.png",
    "Someone helps you by phone": "hand-over-phone-en.png",
    "Show my code": "end-en.png",
    "Thank you. We have your answers.": "end-en.png",
    "You can close this page now. Your answers are not on this phone.": "end-en.png",
}
"""In English, as the pages say them. A test holds each to be said, and each picture to be there."""

_AT_THE_END = ("promise.show_code", "promise.nobody_today", "promise.when_")
_AT_THE_START = ("title", "minutes", "start")


def picture_of(key: Key, files: Collection[str]) -> str:
    """The picture's file name, or nothing where no picture shows it. `files`: who says it."""
    context, english = key
    if not context:
        by_file = [_BY_FILE[each] for each in sorted(files) if each in _BY_FILE]
        return _BY_TEXT.get(english) or next(iter(by_file), "")
    if context.startswith("helpline."):
        return "help-en.png"
    if context.startswith("promise."):
        return "end-en.png" if context.startswith(_AT_THE_END) else "start-en.png"
    parts = context.split(".")
    return "start-en.png" if parts[1:2] and parts[1] in _AT_THE_START else "question-en.png"

"""Every form that asks for words must ask who may see them, each time that words were given."""

from collections.abc import Iterator

from voice.forms.model import Form, Permission, Words

PERMISSION_IDS = ("nobody", "panel", "services", "public")
"""From the most private on. Quotes are released by these ids, so a form cannot have others."""

Found = tuple[str, str, str, str]
"""Slug, place, what is wrong, what to do."""


def permission_findings(form: Form) -> Iterator[Found]:
    """What keeps the form's words from being shared only as the person allowed."""
    boxes = [each.id for each in form.questions if isinstance(each, Words)]
    permissions = [each for each in form.questions if isinstance(each, Permission)]
    if boxes and not permissions:
        yield (
            "no-permission",
            f"{form.id}.{boxes[0]}",
            "it asks for words, and never who may see them",
            'add a question of kind = "permission" after the last box',
        )
    for each in permissions[1:]:
        what = "there are two permissions; one speaks for all words"
        yield "permission-twice", f"{form.id}.{each.id}", what, "leave one"
    for each in permissions[:1]:
        yield from _option_findings(form, each)
        yield from _place_findings(form, each, boxes)


def _option_findings(form: Form, permission: Permission) -> Iterator[Found]:
    ids = tuple(each.id for each in permission.options)
    in_order = tuple(each for each in PERMISSION_IDS if each in ids)
    if ids != in_order or ids[:1] != PERMISSION_IDS[:1]:
        yield (
            "permission-options",
            f"{form.id}.{permission.id}",
            f"its options are {', '.join(ids)}",
            f"use {', '.join(PERMISSION_IDS)}, in that order, the first one always",
        )


def _place_findings(form: Form, permission: Permission, boxes: list[str]) -> Iterator[Found]:
    order = [each.id for each in form.questions]
    place = f"{form.id}.{permission.id}"
    if permission.section:
        what = "it does not show when only another part was chosen"
        yield "permission-hidden", place, what, "take its section out"
    for box in boxes:
        if order.index(box) > order.index(permission.id):
            yield "permission-early", place, f"{box!r} is asked after it", "ask it after all words"
        elif permission.show_if and {box: "answered"} not in permission.show_if:
            what = f"it does not show when only {box!r} was answered"
            yield "permission-hidden", place, what, f'add {{ {box} = "answered" }} to its show_if'

"""Weeks, the finest time that the store keeps, and the fixed time of the week for releases."""

import datetime

from voice.forms.round import Release

_WEEK = datetime.timedelta(days=7)


def week_of(day: datetime.date) -> str:
    """The ISO week of a day, or of a time in UTC: `2026-W48`. Later weeks sort after earlier."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def first_day(week: str) -> datetime.date:
    """The Monday of a week."""
    year, number = week.split("-W")
    return datetime.date.fromisocalendar(int(year), int(number), 1)


def weeks_later(week: str, count: int) -> str:
    """The week that is `count` weeks after this one."""
    return week_of(first_day(week) + count * _WEEK)


def last_time(release: Release, now: datetime.datetime) -> datetime.datetime:
    """The latest release time that is not after `now` (which has a time zone); in UTC."""
    now = now.astimezone(datetime.UTC)
    monday = datetime.datetime.combine(first_day(week_of(now)), datetime.time(), datetime.UTC)
    time = monday + datetime.timedelta(days=release.weekday, hours=release.hour)
    return time if time <= now else time - _WEEK


def used_by(release: Release, now: datetime.datetime) -> str:
    """The week whose release time is used up by a release made `now`.

    One that is more than a day late uses up the next week's time too, so that two releases never
    lie less than six days apart, whatever kept the server from making the first in time.
    """
    time = last_time(release, now)
    late = now - time > datetime.timedelta(days=1)
    return week_of(time + _WEEK if late else time)

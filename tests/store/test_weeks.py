import datetime

from hypothesis import given
from hypothesis import strategies as st

from voice.forms.round import Release
from voice.store.weeks import first_day, last_time, used_by, week_of, weeks_later

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2090, 12, 31))
TIMES = st.datetimes(
    *(datetime.datetime.fromisoformat(f"{year}-01-01") for year in (2020, 2090)),
    timezones=st.timezones(),
)
RELEASES = st.builds(Release, weekday=st.integers(0, 6), hour=st.integers(0, 23))
WEEK = datetime.timedelta(days=7)


def test_a_week_is_written_as_in_iso_8601():
    assert week_of(datetime.date(2026, 11, 27)) == "2026-W48"
    assert week_of(datetime.date(2027, 1, 3)) == "2026-W53"
    assert week_of(datetime.date(2027, 1, 4)) == "2027-W01"


@given(DAYS, DAYS)
def test_weeks_sort_as_days_do(one, other):
    if one <= other:
        assert week_of(one) <= week_of(other)


@given(DAYS)
def test_the_first_day_is_the_monday_before(day):
    monday = first_day(week_of(day))
    assert monday.weekday() == 0
    assert 0 <= (day - monday).days <= 6


@given(DAYS, st.integers(-200, 200))
def test_weeks_later_is_as_many_days(day, count):
    assert weeks_later(week_of(day), count) == week_of(day + count * WEEK)


@given(RELEASES, TIMES)
def test_the_last_release_time_is_the_fixed_hour_of_the_last_seven_days(release, now):
    time = last_time(release, now)
    assert (time.weekday(), time.hour, time.minute) == (release.weekday, release.hour, 0)
    assert datetime.timedelta(0) <= now - time < WEEK


@given(RELEASES, TIMES)
def test_a_release_more_than_a_day_late_uses_up_the_next_time_as_well(release, now):
    time = last_time(release, now)
    late = now - time > datetime.timedelta(days=1)
    assert used_by(release, now) == (week_of(time + WEEK) if late else week_of(time))

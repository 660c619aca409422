"""What the service does by itself: look for changes, release at the fixed time, tidy at night."""

import asyncio
import datetime
import logging

from voice.collect.house import House
from voice.errors import VoiceError
from voice.store.maintenance import clear_log, erase_old, tidy
from voice.store.releases import release_due

log = logging.getLogger("voice.collect")

REFRESH_SECONDS = 5
TURNS_A_RELEASE_CHECK = 6
NIGHT_HOUR = 3
RELEASED_WEEKS_KEPT = 5
"""Released envelopes go this long after a desk fetched them: as long as backups are kept."""


async def run_clockwork(home: House) -> None:
    """Run until cancelled. What goes wrong in one turn is logged by its slug and tried again."""
    turn = 0
    night: datetime.date | None = None
    while True:
        await asyncio.sleep(REFRESH_SECONDS)
        turn += 1
        try:
            await home.refresh()
            await clear_log(home.database, tries=1)
            if turn % TURNS_A_RELEASE_CHECK == 0:
                night = await _releases_and_night(home, night)
        except VoiceError as error:
            log.warning("clockwork slug=%s", error.slug)
        except Exception as error:  # noqa: BLE001 - a clock that stops would release nothing
            log.error("clockwork surprise kind=%s", type(error).__name__)  # noqa: TRY400 - no values


async def _releases_and_night(home: House, night: datetime.date | None) -> datetime.date | None:
    now = home.service.now()
    for _round, number in await release_due(home.database, now):
        log.info("released number=%d", number)
    if now.hour == NIGHT_HOUR and night != now.date():
        await erase_old(home.database, now.date(), RELEASED_WEEKS_KEPT)
        await tidy(home.database)
        return now.date()
    return night

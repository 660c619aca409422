"""What every test shares: how many examples a property is tried with."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "voice",
    max_examples=int(os.environ.get("VOICE_EXAMPLES", "60")),
    deadline=None,  # never a timed test: these run on busy machines
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("voice")

"""The words that `lint` looks for, in English. Each list says why it is there."""

import re

FORBIDDEN = {
    "victim": "person",
    "victims": "people",
    "perpetrator": "people who hurt you",
    "perpetrators": "people who hurt you",
    "case": "what it is about",
    "disclosure": "what someone tells you",
    "disclose": "tell",
    "allegation": "what someone says",
    "compliance": "rules",
    "mandatory": "(nothing is)",
    "required": "(nothing is)",
    "submit": "send",
    "invalid": "(say what to do)",
    "failed": "(say what to do)",
    "error": "(say what to do)",
}
"""They judge, threaten, or come from a police form. Word → what to say."""

HARD = {
    "accommodation": "home",
    "additional": "more",
    "appropriate": "right",
    "approximately": "about",
    "assistance": "help",
    "attend": "go to",
    "commence": "start",
    "comprehensive": "full",
    "concerning": "about",
    "consent": "say yes",
    "eligible": "can get",
    "facilitate": "help",
    "implement": "do",
    "participate": "take part",
    "prior": "before",
    "provision": "help",
    "receive": "get",
    "referral": "being sent to",
    "regarding": "about",
    "require": "need",
    "safeguarding": "keeping people safe",
    "satisfaction": "how happy you are",
    "statutory": "by law",
    "sufficient": "enough",
    "utilise": "use",
}
"""Hard to read and hard to translate. Word → a plain one."""

OUTING = re.compile(
    r"\b(nrm|slavery|slaves?|traffick\w*|survivors?|exploit\w*|immigration|asylum|refugees?|"
    r"deport\w*|home office|sex work\w*|prostitut\w*|abus\w*|hurt(s|ing)? (me|you)|refuge|"
    r"safe house)\b",
    re.IGNORECASE,
)
"""Someone who looks over a shoulder learns from them what this is about."""

CLAIMS = re.compile(
    r"\b(anonym\w*|confidential\w*|secret\w*|(nobody|no one|no-one) (can|will|ever)|"
    r"(completely|totally|fully) safe|guarantee\w*|promise\w*)\b|100 ?%",
    re.IGNORECASE,
)
"""More than anyone can keep. What is promised stands in promises.toml, where someone attests it."""

PROMISES = re.compile(
    r"\b(worker|staff|home office|police|council)\b.*\b(not|never|cannot|can't|won't)\b",
    re.IGNORECASE,
)
"""A promise about who sees answers: it belongs in promises.toml too."""

INCIDENT = re.compile(
    r"\b(what (happened|did (they|he|she|people) do) to you|what happened when you were|"
    r"(your|the) (trafficker|exploiter|abuser)s?|people who hurt you|"
    r"(were|are) you (ever )?(forced|made|hurt|abused|exploited|trafficked|beaten|sold|held)|"
    r"(who|how) (hurt|exploited|trafficked|abused|forced) (you|were you)|"
    r"tell us your story|describe (the|your) (abuse|exploitation|experience of)|"
    r"how did you (come|get|travel) to (the uk|this country|england|scotland|wales))\b",
    re.IGNORECASE,
)
"""We ask about the help people get. We never ask what was done to them."""

IDENTIFYING = re.compile(
    r"\b(your (full |first |last |family |sur)?name|(what|which) is (the )?name of|"
    r"your (home |e-?mail |current )?address|postcode|(phone|mobile|telephone) number|"
    r"e-?mail|date of birth|birthday|when were you born|how old|your age|"
    r"nationality|ethnic\w*|religion|your (home )?country|(what|which) country|"
    r"where (are|were|do|did) you (from|born|come from)|passport|visa|"
    r"(reference|case|nrm|ho|asylum) number|immigration status|your gender|your sex|"
    r"name of your (worker|hostel|house)|which (hostel|house|town|city|street)|"
    r"what type of exploitation|exact date)\b",
    re.IGNORECASE,
)
"""With few people in a service, one such answer is a name."""

ASKS_NOT_TO = re.compile(r"\b(do not|don't|never|please no)\b", re.IGNORECASE)
"""A hint such as "Please do not write names" may say what a question may not ask."""

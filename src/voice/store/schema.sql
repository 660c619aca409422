-- Step 1: every table of the store.
-- Keys are random 63-bit numbers, so that they tell no order; times are ISO weeks ('2026-W48')
-- and nothing finer. Which door, language or mode an answer came by is sealed in its envelope.

CREATE TABLE organisations (
    key INTEGER PRIMARY KEY,            -- random
    slug TEXT NOT NULL UNIQUE,          -- 'northside'; the name other tables use
    fetch_hash BLOB UNIQUE              -- SHA-256 of the token that may fetch bundles; NULL: none
        CHECK (length(fetch_hash) = 32),
    publish_hash BLOB UNIQUE            -- SHA-256 of the token that may publish; NULL: none
        CHECK (length(publish_hash) = 32),
    desk_keys TEXT NOT NULL DEFAULT '[]'  -- JSON list of the installed public desk keys
) STRICT;

CREATE TABLE rounds (
    key INTEGER PRIMARY KEY,            -- random
    round TEXT NOT NULL UNIQUE          -- the 16 hexadecimal digits of the round file's id
        CHECK (length(round) = 16),
    organisation TEXT NOT NULL REFERENCES organisations (slug),
    file BLOB NOT NULL,                 -- the signed round file, byte for byte; public
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),  -- 1: a demo or training round
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),  -- closed: takes no new answers
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),  -- of the release; 0 is Monday
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23),  -- of the release, UTC
    reading_days INTEGER NOT NULL CHECK (reading_days > 0),  -- longest wait that was promised
    opened_week TEXT NOT NULL CHECK (opened_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    used_week TEXT NOT NULL             -- the last week whose release time is used up
        CHECK (used_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    until_week TEXT NOT NULL            -- receipts and tombstones are kept to the end of it
        CHECK (until_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]')
) STRICT;

CREATE TABLE doors (
    key INTEGER PRIMARY KEY,            -- random
    door TEXT NOT NULL UNIQUE,          -- the slug in the link or QR
    round TEXT NOT NULL REFERENCES rounds (round),
    mode TEXT NOT NULL                  -- how answers are given through this door
        CHECK (mode IN ('self', 'nearby', 'writing', 'phone', 'paper')),
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))  -- 1: nothing is asked here
) STRICT;

CREATE TABLE receipts (
    key INTEGER PRIMARY KEY,            -- random; its submission has the same one
    round TEXT NOT NULL REFERENCES rounds (round),
    mark BLOB NOT NULL UNIQUE           -- keyed hash of the envelope: a retry has the same one
        CHECK (length(mark) = 32),
    look_up BLOB NOT NULL               -- keyed hash that finds it again
        CHECK (length(look_up) = 32),
    withdrawal BLOB NOT NULL            -- keyed hash that allows its withdrawal
        CHECK (length(withdrawal) = 32)
) STRICT;
CREATE INDEX receipts_look_up ON receipts (look_up);
CREATE INDEX receipts_round ON receipts (round);

CREATE TABLE submissions (
    key INTEGER PRIMARY KEY             -- random; goes when its receipt goes
        REFERENCES receipts (key) ON DELETE CASCADE,
    round TEXT NOT NULL REFERENCES rounds (round),
    week TEXT NOT NULL                  -- the week in which it arrived
        CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    release INTEGER,                    -- number of the release it is in; NULL: it waits
    envelope BLOB NOT NULL CHECK (length(envelope) > 0)  -- the sealed file
) STRICT;
CREATE INDEX submissions_release ON submissions (round, release);

CREATE TABLE tombstones (
    key INTEGER PRIMARY KEY,            -- random
    mark BLOB NOT NULL UNIQUE           -- of an envelope that was withdrawn
        CHECK (length(mark) = 32),
    round TEXT NOT NULL                 -- not a reference: it may outlive an older backup's rounds
        CHECK (length(round) = 16),
    until_week TEXT NOT NULL            -- kept to the end of this week
        CHECK (until_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]')
) STRICT;
CREATE INDEX tombstones_round ON tombstones (round);

CREATE TABLE releases (
    key INTEGER PRIMARY KEY,            -- random
    round TEXT NOT NULL REFERENCES rounds (round),
    number INTEGER NOT NULL CHECK (number > 0),  -- 1, 2, 3 … within the round
    week TEXT NOT NULL                  -- the week in which it was made
        CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    fetched_week TEXT                   -- the week in which a desk last fetched it; NULL: none has
        CHECK (fetched_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    UNIQUE (round, number)
) STRICT;

CREATE TABLE publications (
    key INTEGER PRIMARY KEY,            -- random
    organisation TEXT NOT NULL REFERENCES organisations (slug),
    number INTEGER NOT NULL CHECK (number > 0),  -- rises with every publication
    body BLOB NOT NULL,                 -- the signed publication, byte for byte; public
    UNIQUE (organisation, number)
) STRICT;

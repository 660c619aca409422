BEGIN TRANSACTION;
CREATE TABLE doors (
    key INTEGER PRIMARY KEY,            -- random
    door TEXT NOT NULL UNIQUE,          -- the slug in the link or QR
    round TEXT NOT NULL REFERENCES rounds (round),
    mode TEXT NOT NULL                  -- how answers are given through this door
        CHECK (mode IN ('self', 'nearby', 'writing', 'phone', 'paper')),
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))  -- 1: nothing is asked here
) STRICT;
INSERT INTO "doors" VALUES(2815588726275656220,'spring','00112233445566aa','nearby',0);
CREATE TABLE organisations (
    key INTEGER PRIMARY KEY,            -- random
    slug TEXT NOT NULL UNIQUE,          -- 'northside'; the name other tables use
    fetch_hash BLOB UNIQUE              -- SHA-256 of the token that may fetch bundles; NULL: none
        CHECK (length(fetch_hash) = 32),
    publish_hash BLOB UNIQUE            -- SHA-256 of the token that may publish; NULL: none
        CHECK (length(publish_hash) = 32),
    desk_keys TEXT NOT NULL DEFAULT '[]'  -- JSON list of the installed public desk keys
) STRICT;
INSERT INTO "organisations" VALUES(5877997836111113639,'northside',X'8300FF651A4D498D76F7322FDDFDA0CE76262D9FE6C7BE2D79FFBC2A26CA0E29',NULL,'["voice-desk-1 AAAA"]');
CREATE TABLE publications (
    key INTEGER PRIMARY KEY,            -- random
    organisation TEXT NOT NULL REFERENCES organisations (slug),
    number INTEGER NOT NULL CHECK (number > 0),  -- rises with every publication
    body BLOB NOT NULL,                 -- the signed publication, byte for byte; public
    UNIQUE (organisation, number)
) STRICT;
INSERT INTO "publications" VALUES(4912343012481478691,'northside',1,X'7369676E6564');
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
INSERT INTO "receipts" VALUES(2101459979443869996,'00112233445566aa',X'6C0A3B0FB2B8BBB3CCC9F7C6CE93AC04B5389CDA27EE0FF1B97E91F87DDEF0EE',X'C0F2CDD9630B6F0575D5EAB1FA448598AF17124BA3B2183783536B4EB17044E9',X'EFADEBBF7455F745E84B4C5F1B1B9D734003C3656E713E9AF8BC1F746BDCD049');
INSERT INTO "receipts" VALUES(5036449789810112907,'00112233445566aa',X'459F2FD99D7147766809119F136A66F156EEBD19F9BE411DC18C7189E084DBE8',X'F4654B40C24A7FA33144373779FA2C5A9B669F9C31C6278F727F5463F7F7B2AF',X'EC3866E95E4F576912BB3E1C352B740025622D14074B6A3CFFD9A5865D5078DF');
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
INSERT INTO "releases" VALUES(740003341871201708,'00112233445566aa',1,'2026-W48','2026-W48');
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
INSERT INTO "rounds" VALUES(8299104591912371103,'00112233445566aa','northside',X'7369676E65642030303131323233333434353536366161',0,'open',4,12,7,'2026-W48','2026-W48','2027-W12');
CREATE TABLE submissions (
    key INTEGER PRIMARY KEY             -- random; goes when its receipt goes
        REFERENCES receipts (key) ON DELETE CASCADE,
    round TEXT NOT NULL REFERENCES rounds (round),
    week TEXT NOT NULL                  -- the week in which it arrived
        CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]'),
    release INTEGER,                    -- number of the release it is in; NULL: it waits
    envelope BLOB NOT NULL CHECK (length(envelope) > 0)  -- the sealed file
) STRICT;
INSERT INTO "submissions" VALUES(2101459979443869996,'00112233445566aa','2026-W48',NULL,X'62AE64F33A84DDB8267D8EBEBBE189F58027D56BD7CE4F25E14BE9A6EEB35AA40C6F794BFD648B27523EC094C48CA0A184629C0B5FC65EA8FBC6636AB88A085A3939749691CFD1BAF147BF48488B2490ADD56C7F8F605356AC5E516AFF96D8859417CFC66FA82CE8D15217F9DC1A729DE7A7A5062178B593859E459AEBCF177E4FD040F0F76414587E362C239DCD695EB2A73DF140592E2E02619E431658F1338CDC5D5BE89AFB1C9EFAE50E6FB4B5FE91CA2ED668AB9742BB16532CDDF73A0ED316D4111CD5DC44');
INSERT INTO "submissions" VALUES(5036449789810112907,'00112233445566aa','2026-W48',1,X'403E437A26BE0D6BC06BEA31ACE2E5C9FD1191332091AA5F11B82C0EB5ACAB84B86B84FFF3FA79B2BFBD6826078FB4544620979E4ABC0D837DC21B2C1EB930878D5150C88845544BC27B4F3DF1D1CE64163BE503A85F2C3F859E00BFA491002A52099212E5C3CFEDB4387E09D956B0AF0BE118DFEDA2C009C66E76D7BC2F475D4BC887817EE30F771B2A2DAA209C1960C8EBFFE559F706BB592736BCDCD97FCDACB74001FC9110213D20EAEE6707FDECF21506CBC2730B40643E6A33E203CA56B3B5A91489CADF5C');
CREATE TABLE tombstones (
    key INTEGER PRIMARY KEY,            -- random
    mark BLOB NOT NULL UNIQUE           -- of an envelope that was withdrawn
        CHECK (length(mark) = 32),
    round TEXT NOT NULL                 -- not a reference: it may outlive an older backup's rounds
        CHECK (length(round) = 16),
    until_week TEXT NOT NULL            -- kept to the end of this week
        CHECK (until_week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]')
) STRICT;
INSERT INTO "tombstones" VALUES(3022795253326733485,X'2E08010FA74F5E477EC2030BF4ED191EDEA6502109202664BA5EE4FFC473241A','00112233445566aa','2027-W12');
CREATE INDEX receipts_look_up ON receipts (look_up);
CREATE INDEX receipts_round ON receipts (round);
CREATE INDEX submissions_release ON submissions (round, release);
CREATE INDEX tombstones_round ON tombstones (round);
COMMIT;
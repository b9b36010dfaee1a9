-- What workers look for, their intents, and who came to the desk.

-- Where somebody lives and when they were born is sealed (*_enc) with the account's keys. A row
-- exists from the first saving on; until then everybody has the defaults.
CREATE TABLE worker_profile (
    city INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    home_enc BLOB,
    home_region_code TEXT,
    radius_m INTEGER NOT NULL CHECK (radius_m BETWEEN 1 AND 200000),
    travel_mode TEXT NOT NULL CHECK (travel_mode IN ('walk', 'bicycle', 'ebike', 'bus', 'car')),
    speed_kmh INTEGER NOT NULL CHECK (speed_kmh BETWEEN 1 AND 120),
    week_free TEXT NOT NULL CHECK (length(week_free) = 84),
    away TEXT NOT NULL,
    wishes TEXT NOT NULL,
    only_wished INTEGER NOT NULL CHECK (only_wished IN (0, 1)),
    pay_floor_fen INTEGER NOT NULL CHECK (pay_floor_fen BETWEEN 0 AND 65535),
    settlements TEXT NOT NULL CHECK (settlements <> '[]'),
    prefer_settlement TEXT,
    skills TEXT NOT NULL,
    certificates TEXT NOT NULL,
    night_ok INTEGER NOT NULL CHECK (night_ok IN (0, 1)),
    birth_date_enc BLOB,
    personalised INTEGER NOT NULL CHECK (personalised IN (0, 1)),
    registered_at INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (city, worker),
    FOREIGN KEY (city, worker) REFERENCES account (city, id),
    CHECK (home_enc IS NOT NULL OR home_region_code IS NULL)
) STRICT;

-- A worker wants an opening, and what came of it. market is that of the job, if it named one.
-- expires_at: until when the next step may be taken.
CREATE TABLE intent (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    opening INTEGER NOT NULL,
    job INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    market INTEGER,
    state TEXT NOT NULL
        CHECK (state IN ('expressed', 'offered', 'confirmed', 'declined', 'expired', 'withdrawn')),
    reason TEXT,
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    expressed_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, opening) REFERENCES opening (city, id),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id),
    FOREIGN KEY (city, worker) REFERENCES account (city, id),
    CHECK (start_at < end_at),
    CHECK (expires_at <= start_at),
    CHECK ((state = 'declined') = (reason IS NOT NULL))
) STRICT;

-- One living intent per worker and opening.
CREATE UNIQUE INDEX intent_living ON intent (city, worker, opening)
    WHERE state IN ('expressed', 'offered', 'confirmed');

-- A worker's confirmed shifts, to find what overlaps.
CREATE INDEX intent_confirmed ON intent (city, worker, start_at) WHERE state = 'confirmed';

-- Nobody answered in time.
CREATE INDEX intent_due ON intent (city, expires_at) WHERE state IN ('expressed', 'offered');

CREATE INDEX intent_of_opening ON intent (city, opening);

-- 求职登记: somebody was registered as looking for work, by the staff of a market or by themselves.
-- One person may come again another day; `day` is the civil date.
CREATE TABLE registration (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    market INTEGER,
    via TEXT NOT NULL CHECK (via IN ('desk', 'online')),
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, worker) REFERENCES account (city, id),
    CHECK (via = 'online' OR market IS NOT NULL)
) STRICT;

-- A second tap on the same day doesn't make a second registration.
CREATE UNIQUE INDEX registration_day ON registration (city, worker, coalesce(market, 0), day);

-- One visit to the online service or to a market's hall. Says nothing about who came.
CREATE TABLE visit (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    market INTEGER,
    channel TEXT NOT NULL CHECK (channel IN ('online', 'hall')),
    at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    CHECK (channel = 'online' OR market IS NOT NULL)
) STRICT;

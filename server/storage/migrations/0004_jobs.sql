-- Jobs, their dated openings, and the text of every version of a job.

CREATE TABLE job (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    market INTEGER,
    created_by INTEGER NOT NULL,
    import_digest TEXT,
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT NOT NULL CHECK (title <> ''),
    occupation TEXT NOT NULL,
    description TEXT NOT NULL CHECK (description <> ''),
    latitude_e7 INTEGER CHECK (latitude_e7 BETWEEN -900000000 AND 900000000),
    longitude_e7 INTEGER CHECK (longitude_e7 BETWEEN -1800000000 AND 1800000000),
    place_source TEXT CHECK (place_source IN ('WGS84', 'GCJ02', 'BD09')),
    region_code TEXT,
    address TEXT NOT NULL,
    pay_fen INTEGER NOT NULL CHECK (pay_fen BETWEEN 1 AND 100000000),
    pay_unit TEXT NOT NULL CHECK (pay_unit IN ('hour', 'day', 'shift', 'piece', 'task', 'month')),
    pieces_per_hour INTEGER CHECK (pieces_per_hour BETWEEN 1 AND 100000),
    minutes_expected INTEGER CHECK (minutes_expected BETWEEN 15 AND 60000),
    hourly_fen INTEGER NOT NULL CHECK (hourly_fen BETWEEN 0 AND 100000000),
    settlement TEXT NOT NULL
        CHECK (settlement IN ('day', 'week', 'fortnight', 'month', 'completion')),
    relation TEXT NOT NULL
        CHECK (relation IN ('part_time', 'full_time', 'task_term', 'dispatch', 'outsourcing',
                            'service', 'household', 'retired', 'platform', 'internship')),
    requirements TEXT NOT NULL,
    certificates_mask INTEGER NOT NULL CHECK (certificates_mask BETWEEN 0 AND 4294967295),
    benefits TEXT NOT NULL,
    injury_cover TEXT NOT NULL
        CHECK (injury_cover IN ('work_injury', 'single_item', 'occupational', 'commercial',
                                'none')),
    policy_number TEXT,
    series INTEGER NOT NULL CHECK (series IN (0, 1)),
    state TEXT NOT NULL
        CHECK (state IN ('draft', 'in_review', 'open', 'filled', 'closed', 'expired', 'suspended',
                         'rejected')),
    created_at INTEGER NOT NULL,
    opened_at INTEGER,
    expires_at INTEGER NOT NULL,
    first_start INTEGER NOT NULL,
    last_end INTEGER NOT NULL,
    ended_at INTEGER,
    close_reason TEXT,
    PRIMARY KEY (city, id),
    CHECK ((latitude_e7 IS NULL) = (longitude_e7 IS NULL)),
    CHECK ((latitude_e7 IS NULL) = (place_source IS NULL)),
    CHECK (state <> 'open' OR opened_at IS NOT NULL),
    CHECK (first_start < last_end)
) STRICT;

-- The employer's own list, newest first.
CREATE INDEX job_of_employer ON job (city, employer, created_at, id);

-- Everything that is shown, read through in order of id.
CREATE INDEX job_open ON job (city, id) WHERE state = 'open';

-- What is over but not yet ended. expires_at is never after the last shift's start.
CREATE INDEX job_due ON job (city, expires_at) WHERE state IN ('open', 'in_review');

-- An employer's living jobs of the same title: near-duplicates.
CREATE INDEX job_title ON job (city, employer, title) WHERE state IN ('open', 'in_review');

-- A line of a file becomes one job, however often the file is imported by the same account.
CREATE UNIQUE INDEX job_import ON job (city, created_by, import_digest)
    WHERE import_digest IS NOT NULL;

CREATE TABLE opening (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    job INTEGER NOT NULL,
    engine_id INTEGER NOT NULL CHECK (engine_id BETWEEN 1 AND 4294967295),
    start_at INTEGER NOT NULL,
    end_at INTEGER NOT NULL,
    places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 500),
    places_left INTEGER NOT NULL,
    hourly_fen INTEGER NOT NULL CHECK (hourly_fen BETWEEN 0 AND 100000000),
    PRIMARY KEY (city, id),
    UNIQUE (city, engine_id),
    UNIQUE (city, job, start_at, end_at),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    CHECK (start_at < end_at),
    CHECK (places_left BETWEEN 0 AND places)
) STRICT;

-- The text of a job as it stood in each version: written once, never changed.
CREATE TABLE job_version (
    city INTEGER NOT NULL,
    job INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    at INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (city, job, version),
    FOREIGN KEY (city, job) REFERENCES job (city, id)
) STRICT;

-- The engine's short ids of openings: each is given once, and never again.
CREATE TABLE engine_id_counter (
    city INTEGER NOT NULL,
    last_id INTEGER NOT NULL CHECK (last_id BETWEEN 0 AND 4294967295),
    PRIMARY KEY (city)
) STRICT;

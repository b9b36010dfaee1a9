-- The papers behind certificates that a worker says they hold, and what was said of them.

-- One row per certificate of worker_profile's list whose paper was handed in; one of the list
-- without a row is declared. The number is sealed with the account's keys. market: whose staff look
-- at it. remark is a code: why it was refused, or what the registry said of one that is declared.
CREATE TABLE worker_certificate (
    city INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    code TEXT NOT NULL,
    number_enc BLOB NOT NULL,
    issuer TEXT NOT NULL,
    issued_on TEXT,
    expires_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('declared', 'confirmed', 'refused')),
    market INTEGER,
    handed_in_at INTEGER NOT NULL,
    remark TEXT,
    checked_by TEXT,
    checker INTEGER,
    checked_at INTEGER,
    PRIMARY KEY (city, worker, code),
    FOREIGN KEY (city, worker) REFERENCES worker_profile (city, worker),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
    CHECK (state = 'declared' OR checked_by IS NOT NULL),
    CHECK (state <> 'refused' OR remark IS NOT NULL),
    CHECK (state <> 'confirmed' OR remark IS NULL)
) STRICT;

-- What waits for the staff of a market, oldest first.
CREATE INDEX worker_certificate_waiting ON worker_certificate (city, market, handed_in_at, worker, code)
    WHERE state = 'declared';

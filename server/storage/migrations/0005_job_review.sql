-- Jobs that wait for a person, and what each person who looked said.

-- Whose staff look at it: the market that the job names, or the nearest. Empty for what was posted
-- before there was a queue.
ALTER TABLE job ADD COLUMN review_market INTEGER;

CREATE INDEX job_waiting ON job (city, review_market, created_at, id) WHERE state = 'in_review';

-- The rules that a version's text touched when it was handed in, so that staff read what its
-- author was told.
ALTER TABLE job_version ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';

CREATE TABLE job_review (
    city INTEGER NOT NULL,
    job INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'refused', 'asked')),
    remark TEXT NOT NULL,
    PRIMARY KEY (city, job, number),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    CHECK (verdict = 'approved' OR remark <> '')
) STRICT;

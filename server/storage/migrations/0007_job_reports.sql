-- Posts that are open and looked at all the same: those that were drawn for it, and those that
-- somebody reported. And posts that were taken down.

-- When it was drawn to be looked at by a person though it opened without one; empty again once
-- somebody looked.
ALTER TABLE job ADD COLUMN sampled_at INTEGER;

-- Where a post that somebody passes on was first published.
ALTER TABLE job ADD COLUMN reposted_from TEXT;

CREATE INDEX job_sampled ON job (city, review_market, created_at, id) WHERE sampled_at IS NOT NULL;

-- Written anew because two verdicts join its check.
CREATE TABLE job_review_of_now (
    city INTEGER NOT NULL,
    job INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor INTEGER,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('approved', 'refused', 'asked', 'suspended', 'restored')),
    remark TEXT NOT NULL,
    PRIMARY KEY (city, job, number),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    CHECK (verdict IN ('approved', 'restored') OR remark <> ''),
    -- Only a post that many reported is taken down without a person.
    CHECK (actor IS NOT NULL OR verdict = 'suspended')
) STRICT;

INSERT INTO job_review_of_now (city, job, number, at, actor, verdict, remark)
SELECT city, job, number, at, actor, verdict, remark FROM job_review;

DROP TABLE job_review;
ALTER TABLE job_review_of_now RENAME TO job_review;

-- What the public says of a post. reporter is a keyed digest of the account or the address: it
-- says "the same one", never who. The text may name people, so it is sealed.
CREATE TABLE job_report (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    job INTEGER NOT NULL,
    market INTEGER NOT NULL,
    reporter TEXT NOT NULL,
    account INTEGER,
    reason TEXT NOT NULL
        CHECK (reason IN ('asks_for_money', 'unpaid', 'not_as_described', 'unsafe',
                          'discrimination', 'off_platform', 'other')),
    text_enc BLOB,
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
    outcome TEXT CHECK (outcome IN ('removed', 'corrected', 'no_breach', 'passed_on')),
    remark TEXT,
    resolved_at INTEGER,
    resolved_by INTEGER,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    CHECK ((outcome IS NULL) = (resolved_at IS NULL)),
    CHECK (at < due_at)
) STRICT;

-- A market's list, the soonest due first; and whose day is over.
CREATE INDEX job_report_open ON job_report (city, market, due_at, id) WHERE outcome IS NULL;
CREATE INDEX job_report_due ON job_report (city, due_at) WHERE outcome IS NULL AND overdue = 0;

-- Nobody who is signed in reports the same post twice at a time. An address may be a whole village's.
CREATE UNIQUE INDEX job_report_once ON job_report (city, job, account)
WHERE outcome IS NULL AND account IS NOT NULL;

CREATE INDEX job_report_of_reporter ON job_report (city, reporter, at);

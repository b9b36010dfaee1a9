-- Suspensions are lifted again, mandates have a first day, agencies name whom they post for, and an
-- employer reads another remark than whoever reported its post.

-- Since when it is suspended. suspension_by and suspension_at are the first person's who wants it
-- suspended or, where it is, reinstated.
ALTER TABLE employer ADD COLUMN suspended_at INTEGER;

UPDATE employer SET suspended_at =
    (SELECT max(at) FROM employer_check
     WHERE employer_check.city = employer.city AND employer_check.employer = employer.id
     AND verdict = 'suspended')
WHERE state = 'suspended';

CREATE INDEX employer_suspension ON employer (city, market)
    WHERE suspended_at IS NOT NULL OR suspension_at IS NOT NULL;

-- From which day on; for mandates of before, the day on which they were handed in.
ALTER TABLE employer_mandate ADD COLUMN since TEXT;

UPDATE employer_mandate SET since = date(at / 1000, 'unixepoch', '+8 hours');

-- Written anew because three verdicts join its check.
CREATE TABLE employer_check_of_now (
    city INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor INTEGER,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('approved', 'refused', 'asked', 'unanswered', 'lapsed',
                           'suspension_asked', 'suspended', 'reinstatement_asked', 'reinstated',
                           'reinstatement_refused')),
    reason TEXT,
    remark TEXT NOT NULL,
    PRIMARY KEY (city, employer, number),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id),
    CHECK ((actor IS NULL) = (role IN ('registry', 'house')))
) STRICT;

INSERT INTO employer_check_of_now (city, employer, number, at, actor, role, verdict, reason, remark)
SELECT city, employer, number, at, actor, role, verdict, reason, remark FROM employer_check;

DROP TABLE employer_check;
ALTER TABLE employer_check_of_now RENAME TO employer_check;

-- The firm that an agency posts for; each version keeps it in its text too.
ALTER TABLE job ADD COLUMN user_enterprise TEXT;
ALTER TABLE job ADD COLUMN user_enterprise_code TEXT;

-- What the employer was told; remark is the reporter's.
ALTER TABLE job_report ADD COLUMN remark_for_employer TEXT;

-- Written anew because a verdict joins its check: remarked says something and changes nothing.
CREATE TABLE job_review_of_now (
    city INTEGER NOT NULL,
    job INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor INTEGER,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('approved', 'refused', 'asked', 'suspended', 'restored', 'remarked')),
    remark TEXT NOT NULL,
    PRIMARY KEY (city, job, number),
    FOREIGN KEY (city, job) REFERENCES job (city, id),
    CHECK (verdict IN ('approved', 'restored') OR remark <> ''),
    CHECK (actor IS NOT NULL OR verdict = 'suspended')
) STRICT;

INSERT INTO job_review_of_now (city, job, number, at, actor, verdict, remark)
SELECT city, job, number, at, actor, verdict, remark FROM job_review;

DROP TABLE job_review;
ALTER TABLE job_review_of_now RENAME TO job_review;

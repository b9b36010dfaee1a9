-- Employers are checked by people too: agencies with their licences, renewals, a second person.
-- The table is written anew because a kind and three states join its checks.

CREATE TABLE employer_of_now (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('firm', 'shop', 'household', 'agency')),
    name TEXT NOT NULL,
    credit_code TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'awaiting_second', 'verified', 'refused', 'lapsed',
                         'suspended')),
    reason TEXT,
    region_code TEXT,
    made_up INTEGER NOT NULL CHECK (made_up IN (0, 1)),
    applied_at INTEGER NOT NULL,
    checked_at INTEGER,
    -- Whose staff look at it: the market nearest to the street that it named. Empty for who
    -- applied before there was a queue.
    market INTEGER,
    -- The last day on which its verification counts, and the day on which it is asked to renew.
    verified_until TEXT,
    renew_on TEXT,
    -- What a person must look at, since when, and who has approved already.
    waits_for TEXT
        CHECK (waits_for IN ('application', 'second_person', 'registry_refusal', 'renewal_due',
                             'licence_ending', 'renewal')),
    waits_since INTEGER,
    approved_by INTEGER,
    -- Who asked for a suspension, and when: it takes a second person.
    suspension_by INTEGER,
    suspension_at INTEGER,
    PRIMARY KEY (city, id),
    CHECK ((kind = 'household') = (credit_code IS NULL)),
    CHECK (state NOT IN ('refused', 'lapsed', 'suspended') OR reason IS NOT NULL),
    CHECK (state <> 'verified' OR verified_until IS NOT NULL),
    CHECK ((waits_for IS NULL) = (waits_since IS NULL)),
    CHECK ((suspension_by IS NULL) = (suspension_at IS NULL))
) STRICT;

-- Who was verified before counts for six months from the check, as everybody does from now on.
INSERT INTO employer_of_now (city, id, kind, name, credit_code, state, reason, region_code, made_up,
                             applied_at, checked_at, verified_until, renew_on, waits_for,
                             waits_since)
SELECT city, id, kind, name, credit_code, state, reason, region_code, made_up, applied_at,
       checked_at,
       CASE WHEN state = 'verified'
            THEN date(coalesce(checked_at, applied_at) / 1000, 'unixepoch', '+8 hours', '+6 months')
       END,
       CASE WHEN state = 'verified'
            THEN date(coalesce(checked_at, applied_at) / 1000, 'unixepoch', '+8 hours', '+6 months',
                      '-30 days')
       END,
       CASE WHEN state = 'pending' THEN 'application' END,
       CASE WHEN state = 'pending' THEN applied_at END
FROM employer;

CREATE TABLE employer_recheck_of_now (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, employer) REFERENCES employer_of_now (city, id)
) STRICT;

INSERT INTO employer_recheck_of_now SELECT city, id, employer, at FROM employer_recheck;

DROP TABLE employer_recheck;
DROP TABLE employer;
ALTER TABLE employer_of_now RENAME TO employer;
ALTER TABLE employer_recheck_of_now RENAME TO employer_recheck;

CREATE UNIQUE INDEX employer_credit_code ON employer (city, credit_code)
    WHERE state <> 'refused';

CREATE INDEX employer_recheck_time ON employer_recheck (city, employer, at);

-- What waits at a market, longest first.
CREATE INDEX employer_waiting ON employer (city, market, waits_since, id)
    WHERE waits_since IS NOT NULL;

-- Whose day has come: to be asked for a renewal, or to lapse.
CREATE INDEX employer_renewal ON employer (city, renew_on)
    WHERE state = 'verified' AND waits_since IS NULL;
CREATE INDEX employer_end ON employer (city, verified_until) WHERE state = 'verified';

-- Licences as they were handed in. Rows are never deleted: what was accepted stays to be read.
CREATE TABLE employer_licence (
    city INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('human_resources_service', 'labour_dispatch')),
    number TEXT NOT NULL CHECK (number <> ''),
    issued_by TEXT NOT NULL CHECK (issued_by <> ''),
    expires_on TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('handed_in', 'accepted', 'replaced', 'refused')),
    at INTEGER NOT NULL,
    PRIMARY KEY (city, employer, position),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id)
) STRICT;

CREATE UNIQUE INDEX employer_licence_of_now ON employer_licence (city, employer, kind, stage)
    WHERE stage IN ('handed_in', 'accepted');

-- Who acts for an employer, until when, and the paper that says so (a reference, no document).
CREATE TABLE employer_mandate (
    city INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    account INTEGER NOT NULL,
    until TEXT,
    document_ref TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (city, employer, account),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id)
) STRICT;

-- Every look at an employer, by the registry, the house or a person: written once, never changed.
CREATE TABLE employer_check (
    city INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor INTEGER,
    role TEXT NOT NULL,
    verdict TEXT NOT NULL
        CHECK (verdict IN ('approved', 'refused', 'asked', 'unanswered', 'lapsed',
                           'suspension_asked', 'suspended')),
    reason TEXT,
    remark TEXT NOT NULL,
    PRIMARY KEY (city, employer, number),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id),
    CHECK ((actor IS NULL) = (role IN ('registry', 'house')))
) STRICT;

-- Firms, shops and households that give work. Who is a member stands in role_grant alone.

CREATE TABLE employer (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('firm', 'shop', 'household')),
    name TEXT NOT NULL,
    credit_code TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'verified', 'refused')),
    reason TEXT,
    region_code TEXT,
    made_up INTEGER NOT NULL CHECK (made_up IN (0, 1)),
    applied_at INTEGER NOT NULL,
    checked_at INTEGER,
    PRIMARY KEY (city, id),
    CHECK ((kind = 'household') = (credit_code IS NULL)),
    CHECK (state <> 'refused' OR reason IS NOT NULL)
) STRICT;

-- One employer per code. A refused application frees the code for whoever bears it.
CREATE UNIQUE INDEX employer_credit_code ON employer (city, credit_code)
    WHERE state <> 'refused';

-- When an employer's members had the registry asked again; counted against their limit.
CREATE TABLE employer_recheck (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    employer INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, employer) REFERENCES employer (city, id)
) STRICT;

CREATE INDEX employer_recheck_time ON employer_recheck (city, employer, at);

-- What a ranking was made of, so that it can be made again; what workers say against one; and where
-- in the log a job is told of, so that making it again needn't read the log from its beginning.

-- One answer to GET /me/recommendations. query_enc and rows_enc are sealed with the worker as their
-- subject. digest is keyed: it says "the same answer", never which.
CREATE TABLE ranking_receipt (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    digest TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    made_at INTEGER NOT NULL,
    kept_until INTEGER NOT NULL,
    query_enc BLOB NOT NULL,
    rows_enc BLOB NOT NULL,
    PRIMARY KEY (city, id),
    UNIQUE (city, worker, digest),
    FOREIGN KEY (city, worker) REFERENCES account (city, id),
    CHECK (made_at < kept_until)
) STRICT;

CREATE INDEX ranking_receipt_of_worker ON ranking_receipt (city, worker, made_at);
CREATE INDEX ranking_receipt_due ON ranking_receipt (city, kept_until);

-- An objection to one term of a receipt. It outlives the receipt. identical is what making the
-- answer again said when it was raised; empty where that was not possible. market and county say
-- whose staff answer. What worker and staff wrote is sealed.
CREATE TABLE ranking_contest (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    receipt INTEGER NOT NULL,
    worker INTEGER NOT NULL,
    market INTEGER NOT NULL,
    county INTEGER,
    rule_version TEXT NOT NULL,
    term TEXT NOT NULL
        CHECK (term IN ('near', 'pay', 'occupation', 'trust', 'settle', 'skill', 'fresh')),
    identical INTEGER CHECK (identical IN (0, 1)),
    reason_enc BLOB NOT NULL,
    at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    answer_enc BLOB,
    answered_at INTEGER,
    answered_by INTEGER,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, worker) REFERENCES account (city, id),
    CHECK (at < due_at),
    CHECK ((answer_enc IS NULL) = (answered_at IS NULL)),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
) STRICT;

CREATE INDEX ranking_contest_of_worker ON ranking_contest (city, worker, at, id);
CREATE INDEX ranking_contest_of_receipt ON ranking_contest (city, receipt, at, id);
CREATE INDEX ranking_contest_open ON ranking_contest (city, at, id) WHERE answered_at IS NULL;

-- Written with each event (events/job_trail.h) and only ever added to. Ids stand as in the log.
CREATE TABLE job_trail (
    job TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (job, sequence)
) STRICT;

CREATE TABLE opened_trail (
    sequence INTEGER NOT NULL,
    job TEXT NOT NULL,
    first_start INTEGER NOT NULL,
    last_start INTEGER NOT NULL,
    latitude_e7 INTEGER NOT NULL,
    longitude_e7 INTEGER NOT NULL,
    PRIMARY KEY (sequence)
) STRICT;

CREATE INDEX opened_trail_dates
    ON opened_trail (last_start, first_start, latitude_e7, longitude_e7);

CREATE TABLE place_trail (
    opening TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (opening, sequence)
) STRICT;

-- Of what the log tells already.
-- sqlite:
INSERT INTO job_trail (job, sequence)
SELECT json_extract(body, '$.job'), sequence FROM event
WHERE origin = 0 AND type IN ('job_opened', 'job_changed', 'job_suspended', 'job_restored',
                              'job_closed', 'job_expired');

INSERT INTO opened_trail (sequence, job, first_start, last_start, latitude_e7, longitude_e7)
SELECT sequence, json_extract(body, '$.job'),
       (SELECT min(json_extract(opening.value, '$.start'))
        FROM json_each(event.body, '$.openings') AS opening),
       (SELECT max(json_extract(opening.value, '$.start'))
        FROM json_each(event.body, '$.openings') AS opening),
       json_extract(body, '$.place[0]'), json_extract(body, '$.place[1]')
FROM event
WHERE origin = 0 AND type = 'job_opened' AND json_extract(body, '$.place[0]') IS NOT NULL
AND json_array_length(body, '$.openings') > 0;

INSERT INTO place_trail (opening, sequence)
SELECT json_extract(body, '$.opening'), sequence FROM event
WHERE origin = 0 AND type = 'intent_confirmed';
-- end

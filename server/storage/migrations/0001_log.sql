-- The event log and what goes with every act. Written for SQLite and PostgreSQL alike; what stands
-- between "sqlite:" and "end" is SQLite's own, and its twin for PostgreSQL comes with that store.

-- What happened, in order. Audit trail, change feed, source of figures and replay input at once.
-- Numbered without gaps per origin: the city's store is 0, a market node has its own number.
CREATE TABLE event (
    origin   INTEGER NOT NULL CHECK (origin >= 0),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    at       INTEGER NOT NULL,
    type     TEXT    NOT NULL CHECK (length(type) BETWEEN 1 AND 64),
    actor    INTEGER,
    body     TEXT    NOT NULL,
    PRIMARY KEY (origin, sequence)
) STRICT;

-- hash = H(hash of the event before || canonical bytes of this event). One row an event, so that a
-- change is not only found but located. Written by the sealer, soon after the event's commit.
CREATE TABLE seal (
    origin   INTEGER NOT NULL CHECK (origin >= 0),
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (origin, sequence)
) STRICT;

-- The answer that a repeated request with the same Idempotency-Key gets again. Kept for 72 hours,
-- then swept; it belongs to a session of minutes, not to a person's record, so it has no city.
CREATE TABLE kept_answer (
    account     INTEGER NOT NULL,
    key         TEXT    NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint TEXT    NOT NULL,
    status      INTEGER NOT NULL CHECK (status BETWEEN 200 AND 299),
    body        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (account, key)
) STRICT;

CREATE INDEX kept_answer_at ON kept_answer (at);

-- sqlite:
CREATE TRIGGER event_has_no_gap BEFORE INSERT ON event
WHEN NEW.sequence <> 1 + coalesce(
    (SELECT max(sequence) FROM event WHERE origin = NEW.origin), 0)
BEGIN
    SELECT raise(ABORT, 'event: the next sequence of its origin is missing');
END;

CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'event: the log is append-only');
END;

CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'event: the log is append-only');
END;

CREATE TRIGGER seal_has_no_gap BEFORE INSERT ON seal
WHEN NEW.sequence <> 1 + coalesce(
    (SELECT max(sequence) FROM seal WHERE origin = NEW.origin), 0)
BEGIN
    SELECT raise(ABORT, 'seal: the next sequence of its origin is missing');
END;

CREATE TRIGGER seal_is_not_changed BEFORE UPDATE ON seal
BEGIN
    SELECT raise(ABORT, 'seal: the chain is append-only');
END;

CREATE TRIGGER seal_is_not_deleted BEFORE DELETE ON seal
BEGIN
    SELECT raise(ABORT, 'seal: the chain is append-only');
END;
-- end

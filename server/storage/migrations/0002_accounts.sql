-- People who sign in, what they may do, and their sessions. Phones, names and one-time secrets
-- are sealed (*_enc) or keyed digests (*_index, *_digest): the keys are not in this database.

CREATE TABLE account (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'frozen')),
    name_enc BLOB NOT NULL,
    phone_enc BLOB,
    phone_index TEXT,
    phone_mask TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (city, id),
    CHECK ((phone_enc IS NULL) = (phone_index IS NULL)),
    CHECK ((phone_enc IS NULL) = (phone_mask IS NULL))
) STRICT;

CREATE UNIQUE INDEX account_phone ON account (city, phone_index);

-- scope is the employer, market or county that the role reaches; 0 for a role without one.
CREATE TABLE role_grant (
    city INTEGER NOT NULL,
    account INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN (
        'worker', 'employer_member', 'agency', 'market_staff', 'market_manager',
        'county_supervisor', 'labour_inspector', 'city_admin', 'system_admin', 'auditor',
        'union_rep')),
    scope INTEGER NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (city, account, role, scope, since),
    FOREIGN KEY (city, account) REFERENCES account (city, id)
) STRICT;

CREATE UNIQUE INDEX role_grant_live ON role_grant (city, account, role, scope)
    WHERE until IS NULL;

-- Business, technical and auditing powers are apart: nobody holds two of them.
CREATE UNIQUE INDEX role_grant_powers ON role_grant (city, account)
    WHERE until IS NULL AND role IN ('city_admin', 'system_admin', 'auditor');

-- Tokens are 256 random bits, so a plain digest of one can't be turned back.
CREATE TABLE session (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    account INTEGER NOT NULL,
    token_digest TEXT NOT NULL,
    csrf_digest TEXT NOT NULL,
    client TEXT NOT NULL CHECK (client IN ('browser', 'app')),
    staff INTEGER NOT NULL CHECK (staff IN (0, 1)),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    stepped_up_at INTEGER,
    PRIMARY KEY (city, id),
    FOREIGN KEY (city, account) REFERENCES account (city, id)
) STRICT;

CREATE UNIQUE INDEX session_token ON session (city, token_digest);
CREATE INDEX session_account ON session (city, account, created_at);
CREATE INDEX session_expiry ON session (city, expires_at);

-- The newest code of a phone; an older one is void.
CREATE TABLE sign_in_code (
    city INTEGER NOT NULL,
    phone_index TEXT NOT NULL,
    code_digest TEXT NOT NULL,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (city, phone_index)
) STRICT;

CREATE INDEX sign_in_code_expiry ON sign_in_code (city, expires_at);

-- One row per counted thing, such as a code sent to a phone. subject is a keyed digest.
CREATE TABLE rate_mark (
    city INTEGER NOT NULL,
    id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (city, id)
) STRICT;

CREATE INDEX rate_mark_subject ON rate_mark (city, kind, subject, at);
CREATE INDEX rate_mark_age ON rate_mark (city, at);

CREATE TABLE staff_login (
    city INTEGER NOT NULL,
    login TEXT NOT NULL,
    account INTEGER NOT NULL,
    password_hash TEXT NOT NULL,
    totp_secret_enc BLOB NOT NULL,
    totp_last_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (city, login),
    FOREIGN KEY (city, account) REFERENCES account (city, id)
) STRICT;

CREATE UNIQUE INDEX staff_login_account ON staff_login (city, account);

-- Failed staff sign-ins by login, source, or both together; subject is a keyed digest.
CREATE TABLE sign_in_lock (
    city INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('login_and_source', 'login', 'source')),
    subject TEXT NOT NULL,
    failed_tries INTEGER NOT NULL CHECK (failed_tries >= 0),
    last_failed_at INTEGER NOT NULL,
    locked_until INTEGER,
    PRIMARY KEY (city, kind, subject)
) STRICT;

CREATE INDEX sign_in_lock_age ON sign_in_lock (city, last_failed_at);

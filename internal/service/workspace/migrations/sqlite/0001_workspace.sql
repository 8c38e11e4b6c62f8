-- +goose Up

-- A workspace holds what was read and decided. Moments are milliseconds since 1970 (UTC)
-- and for people only: nothing is ordered by them, since clocks of machines differ.
CREATE TABLE workspace (
    id      TEXT PRIMARY KEY,
    created BIGINT NOT NULL,
    version TEXT NOT NULL -- of the program that made it
);

-- The bytes themselves lie in the blob store under their digest.
CREATE TABLE documents (
    sha256   TEXT PRIMARY KEY,
    size     BIGINT NOT NULL,
    name     TEXT NOT NULL, -- by whose ending the format may be recognised
    added    BIGINT NOT NULL,
    check_id BIGINT         -- the newest check, NULL where none is done
);

-- Where documents come from. What a source holds now is in sha256, NULL where it vanished.
CREATE TABLE sources (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL, -- file or url
    location  TEXT NOT NULL UNIQUE,
    added     BIGINT NOT NULL,
    referrer  TEXT NOT NULL DEFAULT '',
    link_text TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    stamp     TEXT NOT NULL DEFAULT '', -- size and time of a file: alike, it is not read again
    sha256    TEXT REFERENCES documents (sha256)
);
CREATE INDEX sources_by_document ON sources (sha256);

-- What a source was seen to hold, each time that it changed.
CREATE TABLE sightings (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    source BIGINT NOT NULL REFERENCES sources (id),
    sha256 TEXT REFERENCES documents (sha256), -- NULL: it was gone
    seen   BIGINT NOT NULL,
    run    BIGINT -- the nightly run that told of it
);
CREATE INDEX sightings_by_source ON sightings (source, id);
CREATE INDEX sightings_by_run ON sightings (run);

-- Folders that a nightly run looks through again.
CREATE TABLE roots (
    location TEXT PRIMARY KEY,
    added    BIGINT NOT NULL
);

-- The settings that documents were checked with, by their digest.
CREATE TABLE settings (
    digest TEXT PRIMARY KEY,
    body   TEXT NOT NULL,
    added  BIGINT NOT NULL
);

-- What waits to be checked, or is being checked.
CREATE TABLE pending (
    sha256   TEXT NOT NULL REFERENCES documents (sha256),
    settings TEXT NOT NULL REFERENCES settings (digest),
    job      BIGINT NOT NULL,
    tries    INTEGER NOT NULL DEFAULT 0, -- how often its worker went down while reading it
    PRIMARY KEY (sha256, settings)
);
CREATE INDEX pending_by_job ON pending (job);

-- A document checked once, by one program with one set of settings.
CREATE TABLE checks (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256   TEXT NOT NULL REFERENCES documents (sha256),
    settings TEXT NOT NULL REFERENCES settings (digest),
    program  TEXT NOT NULL, -- build that did it
    version  TEXT NOT NULL, -- its version, for people
    pack     TEXT NOT NULL, -- digest of the blob that holds the whole result, and where in it
    at       BIGINT NOT NULL,
    size     BIGINT NOT NULL,
    digest   TEXT NOT NULL,
    pages    INTEGER NOT NULL,
    took     BIGINT NOT NULL, -- microseconds
    made     BIGINT NOT NULL,
    run      BIGINT, -- the nightly run that told of it
    UNIQUE (sha256, settings, program)
);
CREATE INDEX checks_by_pack ON checks (pack);
CREATE INDEX checks_by_run ON checks (run);

-- What became of each report in a document.
CREATE TABLE results (
    check_id    BIGINT NOT NULL REFERENCES checks (id) ON DELETE CASCADE,
    part        INTEGER NOT NULL,
    status      TEXT NOT NULL,
    cause       TEXT NOT NULL,
    error       TEXT NOT NULL,
    title       TEXT NOT NULL,
    department  TEXT NOT NULL,
    fiscal_year TEXT NOT NULL,
    kind        TEXT NOT NULL,
    errors      INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,
    infos       INTEGER NOT NULL,
    fixes       INTEGER NOT NULL,
    reading     TEXT NOT NULL, -- the reading account, as JSON
    PRIMARY KEY (check_id, part)
);
CREATE INDEX results_by_department ON results (department, fiscal_year);

CREATE TABLE findings (
    check_id      BIGINT NOT NULL REFERENCES checks (id) ON DELETE CASCADE,
    part          INTEGER NOT NULL,
    ordinal       INTEGER NOT NULL,
    rule          TEXT NOT NULL,
    severity      TEXT NOT NULL,
    fingerprint   TEXT NOT NULL,
    values_digest TEXT NOT NULL,
    message_zh    TEXT NOT NULL,
    message_en    TEXT NOT NULL,
    confirmed     INTEGER, -- 1, 0, NULL: read a second time, disputed, not read
    caused_by     TEXT NOT NULL,
    PRIMARY KEY (check_id, part, ordinal)
);
CREATE INDEX findings_by_rule ON findings (rule);
CREATE INDEX findings_by_fingerprint ON findings (fingerprint);

-- What people decided about findings: it outlives every run.
CREATE TABLE decisions (
    fingerprint TEXT PRIMARY KEY,
    entry       TEXT NOT NULL, -- as in a baseline file
    decided     BIGINT NOT NULL
);

-- Nightly runs, one a day.
CREATE TABLE runs (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    day      TEXT NOT NULL UNIQUE,
    started  BIGINT NOT NULL,
    finished BIGINT, -- NULL: still under way
    program  TEXT NOT NULL,
    version  TEXT NOT NULL,
    settings TEXT NOT NULL,
    report   TEXT NOT NULL DEFAULT '' -- what changed, as JSON
);

-- Processes at work, for people and for whoever takes up what a dead one left.
CREATE TABLE workers (
    id      TEXT PRIMARY KEY,
    host    TEXT NOT NULL,
    pid     BIGINT NOT NULL,
    started BIGINT NOT NULL
);

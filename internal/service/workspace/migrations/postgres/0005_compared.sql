-- +goose Up

-- What comparing reports with each other showed in the last nightly run, for the next one to
-- tell what is new.
CREATE TABLE compared (
    location    TEXT NOT NULL COLLATE "C",
    part        INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    figures     TEXT NOT NULL, -- their digest
    body        TEXT NOT NULL, -- the finding as the report of a run has it, as JSON
    PRIMARY KEY (location, part, fingerprint)
);

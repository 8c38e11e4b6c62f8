-- +goose Up

-- Hosts that are crawled. The counts are of the night named in day.
CREATE TABLE crawl_hosts (
    host    TEXT PRIMARY KEY,
    site    TEXT NOT NULL,    -- what the sites file says of it, as JSON
    day     TEXT NOT NULL,
    state   TEXT NOT NULL,    -- open, done, spent, blocked, stopped
    said_zh TEXT NOT NULL DEFAULT '',
    said_en TEXT NOT NULL DEFAULT '',
    calm    BIGINT NOT NULL DEFAULT 0,  -- moment (ms) before which it is left alone
    faults  INTEGER NOT NULL DEFAULT 0, -- in a row
    pages   BIGINT NOT NULL DEFAULT 0,
    bytes   BIGINT NOT NULL DEFAULT 0
);

-- What robots.txt said, for a night.
CREATE TABLE crawl_robots (
    origin TEXT PRIMARY KEY,
    day    TEXT NOT NULL,
    missing INTEGER NOT NULL, -- 1: there is none
    body   TEXT NOT NULL
);

-- The frontier: every address that was found, and what came of it.
CREATE TABLE crawl_pages (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    url       TEXT NOT NULL UNIQUE,
    host      TEXT NOT NULL,
    kind      TEXT NOT NULL,    -- seed, next, attachment, frame, item
    place     INTEGER NOT NULL, -- order of kinds
    depth     INTEGER NOT NULL,
    further   INTEGER NOT NULL, -- pages of a list before it
    hops      INTEGER NOT NULL, -- redirects that led to it
    referrer  TEXT NOT NULL,
    link_text TEXT NOT NULL,
    published TEXT NOT NULL,
    due       INTEGER NOT NULL, -- 1: to be visited
    tries     INTEGER NOT NULL DEFAULT 0,
    visited   TEXT NOT NULL DEFAULT '', -- day of the last visit
    verdict   TEXT NOT NULL DEFAULT '',
    change    TEXT NOT NULL DEFAULT '', -- what that visit found: new, changed, unchanged, gone
    said_zh   TEXT NOT NULL DEFAULT '',
    said_en   TEXT NOT NULL DEFAULT '',
    etag      TEXT NOT NULL DEFAULT '',
    modified  TEXT NOT NULL DEFAULT '',
    sha256    TEXT NOT NULL DEFAULT '', -- of the bytes that last came
    document  INTEGER NOT NULL DEFAULT 0 -- 1: they are a document of the workspace
);
CREATE INDEX crawl_pages_due ON crawl_pages (host, due, tries, place, id);
CREATE INDEX crawl_pages_visited ON crawl_pages (visited, host);

-- +goose Up

-- What came of a request and is not settled yet, as JSON: the body lies in the blob store.
-- A process that is killed after it leaves the rest to the next one.
ALTER TABLE crawl_pages ADD COLUMN fetched TEXT NOT NULL DEFAULT '';

-- The page that this one is a part of, as a frame or a further page of an article; empty
-- where it stands for itself.
ALTER TABLE crawl_pages ADD COLUMN whole TEXT NOT NULL DEFAULT '';
CREATE INDEX crawl_pages_whole ON crawl_pages (whole);
CREATE INDEX crawl_pages_bytes ON crawl_pages (sha256);

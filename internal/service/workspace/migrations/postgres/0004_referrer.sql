-- +goose Up

-- The attachments of a page are asked for by the page.
CREATE INDEX sources_by_referrer ON sources (referrer);

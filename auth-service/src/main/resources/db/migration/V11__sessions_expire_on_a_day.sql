-- Each refresh postpones the end of its login. No index has to know of that as long as the day is the same: the row stays in its
-- page, if that has room, and the indexes lead to it as before (a HOT update).
ALTER TABLE sessions SET (fillfactor = 80);
ALTER TABLE sessions
    ADD COLUMN expires_on date NOT NULL GENERATED ALWAYS AS (CAST(expires_at AT TIME ZONE 'UTC' AS date)) STORED;

DROP INDEX sessions_expiry;
CREATE INDEX sessions_expiry ON sessions (expires_on);

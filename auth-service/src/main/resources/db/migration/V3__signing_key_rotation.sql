-- Code of the version before goes on working on this schema: it signs with the newest key, which is known everywhere by then.

ALTER TABLE signing_keys
    -- from when it signs; of several whose time has come, the latest does
    ADD COLUMN active_from  timestamptz NOT NULL DEFAULT now(),
    -- from when no token of it is accepted, because it may be in wrong hands
    ADD COLUMN revoked_from timestamptz;

UPDATE signing_keys SET active_from = created_at;

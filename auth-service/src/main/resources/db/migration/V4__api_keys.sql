-- One row for each API key that was made and not deleted.
CREATE TABLE api_keys (
    id           uuid PRIMARY KEY,
    user_id      uuid        NOT NULL REFERENCES users,
    name         text        NOT NULL,
    -- SHA-256 in hexadecimal of the whole key; the key itself is kept nowhere
    key_hash     text        NOT NULL,
    -- what it may do at the most: scope tokens, separated by spaces; the user's roles of the moment may allow less
    scope        text        NOT NULL,
    -- absent: it does not expire
    expires_at   timestamptz,
    -- lags behind by seconds
    last_used_at timestamptz,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

CREATE INDEX api_keys_user ON api_keys (user_id, created_at, id);
CREATE INDEX api_keys_expiry ON api_keys (expires_at) WHERE expires_at IS NOT NULL;

-- What the keys of an entry in Redis share, where that is not the subject: the id of an API key, which is asked for before its
-- user is known.
ALTER TABLE revocations ADD COLUMN tag uuid;

-- Code of the version before goes on working on this schema: what is new may be absent in the rows that it writes.

ALTER TABLE sessions
    -- what its access tokens do when they are used: sliding, fixed or single_use
    ADD COLUMN flavour           text NOT NULL DEFAULT 'sliding',
    -- its one access token that is good: the jti and the exp; absent, any is good that is not revoked, to the session's end
    ADD COLUMN access_token_id   uuid,
    ADD COLUMN access_expires_at timestamptz;

-- One row for each refresh token that was given and has not expired: a spent one that comes back must be known again.
CREATE TABLE refresh_tokens (
    id            uuid PRIMARY KEY,
    session_id    uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
    -- SHA-256 in hexadecimal
    token_hash    text        NOT NULL UNIQUE,
    -- the one against which it was given
    parent_id     uuid,
    expires_at    timestamptz NOT NULL,
    -- when a new one was given against it
    spent_at      timestamptz,
    -- when another took its place, because its own answer was lost
    superseded_at timestamptz,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

-- a session has one refresh token that is good, whatever the code does
CREATE UNIQUE INDEX refresh_tokens_live ON refresh_tokens (session_id) WHERE spent_at IS NULL AND superseded_at IS NULL;
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

CREATE INDEX revocations_unpublished_subject ON revocations (subject) WHERE published_at IS NULL;

-- What happened that somebody may have to answer for.
CREATE TABLE audit_events (
    id         uuid PRIMARY KEY,
    type       text        NOT NULL,
    user_id    uuid,
    session_id uuid,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

CREATE INDEX audit_events_time ON audit_events (created_at, id);

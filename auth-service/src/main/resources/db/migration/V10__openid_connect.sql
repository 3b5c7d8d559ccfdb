-- Key pairs for ID tokens that are signed otherwise than with RS256: a JWK Set as JWE. Absent where the version before made the key.
ALTER TABLE signing_keys ADD COLUMN encrypted_other_jwks text;

-- What a client may do, and how: its metadata (RFC 7591 section 2), a JSON object without secrets. A version before this one knew
-- the client credentials grant alone.
ALTER TABLE clients
    ADD COLUMN metadata text NOT NULL DEFAULT
        '{"grant_types":["client_credentials"],"response_types":[],"token_endpoint_auth_method":"client_secret_basic"}',
    ADD COLUMN version  integer NOT NULL DEFAULT 0,
    -- whose secrets are in the table below; the version before wrote this one
    ALTER COLUMN client_secret_hash DROP NOT NULL;

-- The secrets of clients: two for a while, when one takes the place of another.
CREATE TABLE client_secrets (
    id          uuid PRIMARY KEY,
    client_id   uuid        NOT NULL REFERENCES clients ON DELETE CASCADE,
    secret_hash text        NOT NULL,
    expires_at  timestamptz,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    UNIQUE (client_id, secret_hash)
);

INSERT INTO client_secrets (id, client_id, secret_hash, created_at, updated_at)
SELECT gen_random_uuid(), id, client_secret_hash, created_at, updated_at FROM clients;

-- A browser that signed in at this service is a login like others, without an access token: its users see it and end it among theirs.
-- Logins of OAuth clients belong to the one in which they were allowed.
ALTER TABLE sessions
    ADD COLUMN parent_id   uuid,
    -- SHA-256 of the browser's cookie
    ADD COLUMN cookie_hash text,
    -- when the user signed in last, and how (acr, OpenID Connect Core 1.0 section 2)
    ADD COLUMN auth_time   timestamptz,
    ADD COLUMN acr         text,
    -- what the user has allowed the client; absent where the user's roles alone decide
    ADD COLUMN scope       text,
    -- how much of that the access token has; absent when it has all of it
    ADD COLUMN access_scope text,
    -- the claims parameter (OpenID Connect Core 1.0 section 5.5), JSON
    ADD COLUMN claims      text,
    -- to which key its tokens are bound: a thumbprint of a DPoP key (RFC 9449) or of a certificate (RFC 8705)
    ADD COLUMN cnf_jkt     text,
    ADD COLUMN cnf_x5t     text,
    -- SHA-256 of the code against which a client got it: no code is good twice
    ADD COLUMN code_hash   text;

CREATE UNIQUE INDEX sessions_cookie ON sessions (cookie_hash) WHERE cookie_hash IS NOT NULL;
CREATE UNIQUE INDEX sessions_code ON sessions (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX sessions_parent ON sessions (parent_id) WHERE parent_id IS NOT NULL AND ended_at IS NULL;

-- What users have allowed clients, for good.
CREATE TABLE consents (
    id         uuid PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES users,
    client_id  uuid        NOT NULL REFERENCES clients ON DELETE CASCADE,
    scope      text        NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (user_id, client_id)
);

-- What users tell of themselves (OpenID Connect Core 1.0 section 5.1), beside the names in users: a JSON object. Apart from users, whose
-- rows every login reads. Deleted when a deleted user is purged.
CREATE TABLE user_claims (
    user_id    uuid PRIMARY KEY REFERENCES users,
    claims     jsonb       NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- Clients that are to be told that a login is over (OpenID Connect Back-Channel Logout 1.0) and are not told yet. A row is deleted when its
-- client was told; the logout token is made when it is sent.
CREATE TABLE outgoing_logouts (
    id              uuid PRIMARY KEY,
    client_id       text        NOT NULL,
    user_id         uuid        NOT NULL,
    session_id      uuid        NOT NULL,
    -- how often it was taken out to be sent
    attempts        integer     NOT NULL,
    -- when it is taken out next; while it is being sent, when whoever does that is taken for dead
    next_attempt_at timestamptz NOT NULL,
    -- when it is given up
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE INDEX outgoing_logouts_due ON outgoing_logouts (next_attempt_at);
CREATE INDEX outgoing_logouts_expiry ON outgoing_logouts (expires_at);

-- Administrators register clients, and clients register themselves.
ALTER TABLE clients
    -- SHA-256 of the token with which a client that registered itself changes its registration (RFC 7592)
    ADD COLUMN registration_token_hash text;

CREATE INDEX clients_newest ON clients (created_at DESC, id DESC);
CREATE INDEX client_secrets_expiry ON client_secrets (expires_at) WHERE expires_at IS NOT NULL;
-- whose logins end when a client is removed
CREATE INDEX sessions_client ON sessions (client_id) WHERE ended_at IS NULL;

UPDATE roles SET scope = scope || ' clients:read clients:register clients:write', updated_at = now()
WHERE name IN ('admin', 'superuser');

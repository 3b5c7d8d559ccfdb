-- Keys are UUIDs made by the service; every table has the time of its row's creation and of its last change.

CREATE TABLE roles (
    name        text PRIMARY KEY,
    description text        NOT NULL,
    -- what the role may do: OAuth scope tokens, separated by spaces (RFC 6749 section 3.3)
    scope       text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);

INSERT INTO roles (name, description, scope) VALUES
    ('subscriber', 'Everybody who registers', 'data:read data:write'),
    ('admin', 'Manages users and roles', 'data:read data:write users:read users:write'),
    ('superuser', 'Manages administrators and the built-in roles', 'data:read data:write users:read users:write roles:write');

CREATE TABLE users (
    id             uuid PRIMARY KEY,
    username       text        NOT NULL,
    username_key   text        NOT NULL,
    email          text        NOT NULL,
    email_key      text        NOT NULL,
    email_verified boolean     NOT NULL DEFAULT false,
    password_hash  text        NOT NULL,
    -- moves when every login of the user must end; a session of an older generation is dead
    generation     integer     NOT NULL DEFAULT 0,
    deleted_at     timestamptz,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);

-- a deleted account gives its names back
CREATE UNIQUE INDEX users_username_key ON users (username_key) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_email_key ON users (email_key) WHERE deleted_at IS NULL;

CREATE TABLE user_roles (
    user_id    uuid        NOT NULL REFERENCES users,
    role_name  text        NOT NULL REFERENCES roles,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, role_name)
);

CREATE TABLE clients (
    id                 uuid PRIMARY KEY,
    client_id          text        NOT NULL UNIQUE,
    client_secret_hash text        NOT NULL,
    scope              text        NOT NULL,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL
);

-- One row for each login.
CREATE TABLE sessions (
    id                   uuid PRIMARY KEY,
    user_id              uuid        NOT NULL REFERENCES users,
    client_id            text        NOT NULL,
    generation           integer     NOT NULL,
    refresh_count        integer     NOT NULL DEFAULT 0,
    idle_timeout_seconds bigint      NOT NULL,
    -- the exact idle timer runs in Redis; this copy lags behind it by a known share of the timeout
    idle_until           timestamptz NOT NULL,
    expires_at           timestamptz NOT NULL,
    ended_at             timestamptz,
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL
);

CREATE INDEX sessions_user ON sessions (user_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- What was revoked before its time: the id of a session (sid) or of a single access token (jti).
CREATE TABLE revocations (
    id           uuid PRIMARY KEY,
    subject      uuid        NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- when Redis confirmed it; rows without it are published again until Redis does
    published_at timestamptz,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);

CREATE INDEX revocations_expiry ON revocations (expires_at);
CREATE INDEX revocations_unpublished ON revocations (created_at) WHERE published_at IS NULL;

CREATE TABLE signing_keys (
    id                    uuid PRIMARY KEY,
    -- the public JWK (RFC 7517)
    public_jwk            text        NOT NULL,
    -- the whole JWK as a JWE (RFC 7516): dir, A256GCM
    encrypted_private_jwk text        NOT NULL,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL
);

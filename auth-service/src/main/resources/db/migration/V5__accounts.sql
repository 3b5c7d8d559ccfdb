-- Code of the version before goes on working on this schema: it knows no account that is disabled, and looks at every address.

ALTER TABLE users
    -- since when nobody can log in to it or use its API keys
    ADD COLUMN disabled_at timestamptz,
    -- since when a deleted account has no personal data any more
    ADD COLUMN purged_at   timestamptz,
    -- a language tag (RFC 5646), for mail
    ADD COLUMN locale      text,
    -- moves with each change that the account's representation shows
    ADD COLUMN version     bigint NOT NULL DEFAULT 0;

-- An address that nobody confirmed belongs to nobody: whoever confirms it has it, and nobody learns from a registration who that is.
DROP INDEX users_email_key;
CREATE UNIQUE INDEX users_email_verified ON users (email_key) WHERE email_verified AND deleted_at IS NULL;

-- lists and searches by prefix go along these
CREATE INDEX users_by_username ON users (username_key COLLATE "C", id);
CREATE INDEX users_by_email ON users (email_key COLLATE "C", id);
CREATE INDEX users_disabled ON users (username_key COLLATE "C", id) WHERE disabled_at IS NOT NULL;
CREATE INDEX users_deleted ON users (username_key COLLATE "C", id) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX users_to_purge ON users (deleted_at) WHERE purged_at IS NULL;

CREATE INDEX user_roles_role ON user_roles (role_name, user_id);

ALTER TABLE roles
    -- there from the start: it stays, and superusers alone change it
    ADD COLUMN built_in boolean NOT NULL DEFAULT false,
    ADD COLUMN version  bigint  NOT NULL DEFAULT 0;

UPDATE roles SET built_in = true WHERE name IN ('subscriber', 'admin', 'superuser');
UPDATE roles SET scope = 'audit:read data:read data:write roles:read roles:write users:read users:write'
WHERE name = 'admin';
UPDATE roles SET scope = 'audit:read data:read data:write roles:read roles:write system:write users:read users:write'
WHERE name = 'superuser';

-- Instead of killing something: the session or API key whose copy in Redis is no longer right, because its user's rights changed.
ALTER TABLE revocations ADD COLUMN forgets uuid;

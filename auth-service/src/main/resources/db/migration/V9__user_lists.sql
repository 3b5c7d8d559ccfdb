-- Code of the version before goes on working on this schema: triggers write what is new.

ALTER TABLE users
    -- what becomes of an account in the end prevails over what it was before
    ADD COLUMN status text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN purged_at IS NOT NULL THEN 'purged'
             WHEN deleted_at IS NOT NULL THEN 'deleted'
             WHEN disabled_at IS NOT NULL THEN 'disabled'
             ELSE 'active' END) STORED;

-- lists and searches by prefix go along these, and meet nobody whom they would have to leave out
CREATE INDEX users_listed_by_username ON users (status, username_key COLLATE "C", id);
CREATE INDEX users_listed_by_email ON users (status, email_key COLLATE "C", id);
DROP INDEX users_by_username;
DROP INDEX users_disabled;
DROP INDEX users_deleted;
-- the account of an address is found with users_by_email

-- most users are not deleted, and nobody looks for them here
DROP INDEX users_to_purge;
CREATE INDEX users_to_purge ON users (deleted_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

ALTER TABLE user_roles
    -- copies of the user's, so that those who have a role are an index by themselves
    ADD COLUMN status       text,
    ADD COLUMN username_key text,
    ADD COLUMN email_key    text;

UPDATE user_roles ur SET status = u.status, username_key = u.username_key, email_key = u.email_key
FROM users u WHERE u.id = ur.user_id;

ALTER TABLE user_roles
    ALTER COLUMN status SET NOT NULL,
    ALTER COLUMN username_key SET NOT NULL,
    ALTER COLUMN email_key SET NOT NULL;

CREATE FUNCTION copy_user_to_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- held, so that nothing that is copied changes before the copy can be seen
    SELECT status, username_key, email_key INTO NEW.status, NEW.username_key, NEW.email_key
    FROM users WHERE id = NEW.user_id FOR SHARE;
    RETURN NEW;
END $$;

CREATE TRIGGER user_roles_copy BEFORE INSERT ON user_roles FOR EACH ROW EXECUTE FUNCTION copy_user_to_role();

CREATE FUNCTION copy_user_to_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE user_roles SET status = NEW.status, username_key = NEW.username_key, email_key = NEW.email_key,
                          updated_at = NEW.updated_at
    WHERE user_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER users_copy AFTER UPDATE ON users FOR EACH ROW
    WHEN ((OLD.status, OLD.username_key, OLD.email_key) IS DISTINCT FROM (NEW.status, NEW.username_key, NEW.email_key))
    EXECUTE FUNCTION copy_user_to_roles();

CREATE INDEX user_roles_listed_by_username ON user_roles (role_name, status, username_key COLLATE "C", user_id);
CREATE INDEX user_roles_listed_by_email ON user_roles (role_name, status, email_key COLLATE "C", user_id);
DROP INDEX user_roles_role;

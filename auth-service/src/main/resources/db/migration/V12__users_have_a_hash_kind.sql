-- How a password was hashed: what stands in its hash before the salt. The decoys for names that nobody has are counted by it
-- (an index that is small, as it has each kind once for many users) and not by reading every hash.
ALTER TABLE users
    ADD COLUMN hash_kind text COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce(
        substring(password_hash FROM
            '^([$]argon2id.*p=[0-9]+|[$]2[aby][$][0-9]+|[$]pbkdf2-sha[0-9]+[$][i=]*[0-9]+|pbkdf2_sha256[$][0-9]+|[{]SSHA256[}])'),
        '')) STORED;
CREATE INDEX users_hash_kind ON users (hash_kind) WHERE deleted_at IS NULL;

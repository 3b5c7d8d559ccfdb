-- Code of the version before goes on working on this schema: its rows have no address.

ALTER TABLE sessions
    -- the IP address from which the user logged in
    ADD COLUMN address text;

-- from where a user has logged in, also by logins that are over
CREATE INDEX sessions_user_time ON sessions (user_id, created_at);

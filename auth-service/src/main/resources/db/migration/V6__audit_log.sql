-- Code of the version before goes on working on this schema: it writes events without what is new.

ALTER TABLE audit_events RENAME TO audit_events_unpartitioned;
DROP INDEX audit_events_time;

CREATE TABLE audit_events (
    id         uuid        NOT NULL,
    type       text        NOT NULL,
    outcome    text        NOT NULL DEFAULT 'success',
    -- who did it, where that is known
    actor_id   uuid,
    -- to whom it happened
    user_id    uuid,
    -- in which login of the actor
    session_id uuid,
    -- from where
    address    text,
    request_id text,
    -- a JSON object with what else there is to tell, and never a secret
    details    text        NOT NULL DEFAULT '{}',
    -- its place in the chain, and the HMAC of it and of the event before; absent until it is sealed
    position   bigint,
    seal       text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);

-- a month has a partition of its own from before it begins; this is for what no month was made for
CREATE TABLE audit_events_other PARTITION OF audit_events DEFAULT;

-- Makes the partition of the month of that day (UTC), if there is none.
CREATE FUNCTION create_audit_partition(day date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    month timestamp := date_trunc('month', day);
BEGIN
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I PARTITION OF audit_events FOR VALUES FROM (%L) TO (%L)',
        'audit_events_' || to_char(month, 'YYYY_MM'),
        month AT TIME ZONE 'UTC',
        (month + interval '1 month') AT TIME ZONE 'UTC');
    RETURN true;
END $$;

SELECT create_audit_partition(CAST(month AS date))
FROM generate_series(
    coalesce((SELECT date_trunc('month', min(created_at) AT TIME ZONE 'UTC') FROM audit_events_unpartitioned),
             date_trunc('month', now() AT TIME ZONE 'UTC')),
    (now() AT TIME ZONE 'UTC') + interval '1 month', interval '1 month') AS month;

CREATE INDEX audit_events_id ON audit_events (id);
CREATE INDEX audit_events_user ON audit_events (user_id, created_at, id);
CREATE INDEX audit_events_actor ON audit_events (actor_id, created_at, id);
CREATE INDEX audit_events_type ON audit_events (type, created_at, id);
CREATE INDEX audit_events_unsealed ON audit_events (created_at) WHERE position IS NULL;
CREATE INDEX audit_events_position ON audit_events (position);

INSERT INTO audit_events (id, type, user_id, session_id, created_at, updated_at)
SELECT id, type, user_id, session_id, created_at, updated_at FROM audit_events_unpartitioned;
DROP TABLE audit_events_unpartitioned;

-- Where the chain begins and ends. What is older than its beginning was deleted on purpose, after the time for which it was kept.
CREATE TABLE audit_chain (
    id             integer PRIMARY KEY CHECK (id = 1),
    first_position bigint      NOT NULL,
    seal_before    text        NOT NULL,
    last_position  bigint      NOT NULL,
    last_seal      text        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now()
);

INSERT INTO audit_chain (id, first_position, seal_before, last_position, last_seal) VALUES (1, 1, '', 0, '');

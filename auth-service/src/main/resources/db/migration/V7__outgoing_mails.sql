-- Mails that were asked for and are not sent yet: what they are about, never what they say. A row is deleted when its mail is sent.
CREATE TABLE outgoing_mails (
    id              uuid PRIMARY KEY,
    -- who writes it
    kind            text        NOT NULL,
    recipient       text        NOT NULL,
    -- en or ru
    language        text        NOT NULL,
    -- what the writer has to know: nothing secret
    parameters      jsonb       NOT NULL,
    -- how often it was taken out to be sent
    attempts        integer     NOT NULL,
    -- when it is taken out next; while it is being sent, when whoever does that is taken for dead
    next_attempt_at timestamptz NOT NULL,
    -- when it is given up
    expires_at      timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);

CREATE INDEX outgoing_mails_due ON outgoing_mails (next_attempt_at);
CREATE INDEX outgoing_mails_expiry ON outgoing_mails (expires_at);

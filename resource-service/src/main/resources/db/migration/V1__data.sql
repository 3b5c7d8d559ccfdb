-- Content is text and not jsonb: jsonb refuses \u0000, rewrites numbers and drops duplicate keys.
CREATE TABLE data (
  id         uuid        PRIMARY KEY,
  owner      text        NOT NULL,
  content    text        NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);

-- Serves the pages: ids are UUIDv7, so that their order is the order of creation.
CREATE UNIQUE INDEX data_owner_id ON data (owner, id);

#!/bin/sh
# Runs once, when the data volume is empty: a database and a role for each service.
set -e
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v auth_password="$AUTH_DATABASE_PASSWORD" -v resource_password="$RESOURCE_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE auth LOGIN PASSWORD :'auth_password';
CREATE DATABASE auth OWNER auth;
REVOKE ALL ON DATABASE auth FROM PUBLIC;
CREATE ROLE resource LOGIN PASSWORD :'resource_password';
CREATE DATABASE resource OWNER resource;
REVOKE ALL ON DATABASE resource FROM PUBLIC;
SQL

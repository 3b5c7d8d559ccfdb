-- Writes what PostgreSQL said of a session, unless something happened to the session since it was asked:
-- a revocation and a loss of Redis's data both take the lease away.
-- KEYS: session, revoked session, lease
-- ARGV: nonce, run id, idle_until, idle_timeout, expires_at, username, roles, scope, client_id, created_at, refresh_count
if redis.call('GET', KEYS[3]) ~= ARGV[1] or redis.call('EXISTS', KEYS[2]) > 0 then
  return 0
end
redis.call('DEL', KEYS[3])
redis.call('HSET', KEYS[1], 'run_id', ARGV[2], 'idle_until', ARGV[3], 'persisted_until', ARGV[3],
  'idle_timeout', ARGV[4], 'expires_at', ARGV[5], 'username', ARGV[6], 'roles', ARGV[7], 'scope', ARGV[8],
  'client_id', ARGV[9], 'created_at', ARGV[10], 'refresh_count', ARGV[11])
redis.call('PEXPIREAT', KEYS[1], ARGV[5])
return 1

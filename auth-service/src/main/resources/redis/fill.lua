-- Writes what PostgreSQL said of a session, unless something happened to the session since it was asked:
-- a revocation and a loss of Redis's data both take the lease away, and a restart, which may bring back too little, voids it.
-- KEYS: session, revoked session, lease
-- ARGV: nonce, run id, credential, generation, idle_until, idle_timeout, expires_at, username, roles, scope, client_id,
--   created_at, refresh_count, user_id, when to forget it (ms)
if redis.call('GET', KEYS[3]) ~= ARGV[1] .. ARGV[2] or redis.call('EXISTS', KEYS[2]) > 0 then
  return 0
end
redis.call('DEL', KEYS[3])
redis.call('HSET', KEYS[1], 'run_id', ARGV[2], 'token_id', ARGV[3], 'generation', ARGV[4], 'idle_until', ARGV[5],
  'persisted_until', ARGV[5], 'idle_timeout', ARGV[6], 'expires_at', ARGV[7], 'username', ARGV[8], 'roles', ARGV[9],
  'scope', ARGV[10], 'client_id', ARGV[11], 'created_at', ARGV[12], 'refresh_count', ARGV[13],
  'user_id', ARGV[14])
redis.call('PEXPIREAT', KEYS[1], ARGV[15])
return 1

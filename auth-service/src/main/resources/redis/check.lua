-- Is the token or API key live? Renews the idle timer in the same step, so that nothing revoked between the two is revived.
-- KEYS: session, revoked session, revoked token, lease (one hash tag: one slot of a cluster)
-- ARGV: now (ms), run id of this Redis, nonce, credential (the jti, or the hash of an API key), generation
-- Answers {state [, idle_until, must_persist, fields...]}; state is live, dead, idle or unknown.
if redis.call('EXISTS', KEYS[2], KEYS[3]) > 0 then
  return {'dead'}
end
local s = redis.call('HMGET', KEYS[1], 'run_id', 'idle_until', 'idle_timeout', 'expires_at', 'persisted_until',
  'username', 'roles', 'scope', 'client_id', 'created_at', 'refresh_count', 'token_id', 'generation',
  'user_id')
local now = tonumber(ARGV[1])
if s[1] ~= ARGV[2] or s[12] ~= ARGV[4] or s[13] ~= ARGV[5] or not s[14] then
  -- never written, lost, written before a restart or for another token: only PostgreSQL can tell. Whoever still holds the lease
  -- after asking may write the answer here; no lease outlives the life of Redis that gave it.
  redis.call('SET', KEYS[4], ARGV[3] .. ARGV[2], 'PX', 10000)
  return {'unknown'}
end
local idle_until = tonumber(s[2])
if now >= idle_until then
  redis.call('SET', KEYS[4], ARGV[3] .. ARGV[2], 'PX', 10000)
  return {'idle'}
end
local timeout = tonumber(s[3])
local renewed = math.min(now + timeout, tonumber(s[4]))
-- a renewal that wins less than a hundredth of the timeout is not worth a write; without a timeout there is none
if timeout > 0 and renewed - idle_until >= timeout / 100 then
  idle_until = renewed
  redis.call('HSET', KEYS[1], 'idle_until', idle_until)
end
local must_persist = 0
if timeout > 0 and idle_until - tonumber(s[5]) >= timeout / 4 then
  must_persist = 1
  redis.call('HSET', KEYS[1], 'persisted_until', idle_until)
end
return {'live', string.format('%.0f', idle_until), must_persist, s[3], s[4], s[6], s[7], s[8], s[9], s[10], s[11], s[14]}

-- Revokes a session or a token: from here on it is dead, whoever was about to write the contrary.
-- KEYS: revoked, session, lease
-- ARGV: time to live (ms)
redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
redis.call('DEL', KEYS[2], KEYS[3])
return 1

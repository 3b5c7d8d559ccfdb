-- Forgets a session or an API key, and whoever was about to write it: whoever asks next asks PostgreSQL.
-- KEYS: session, lease
redis.call('DEL', KEYS[1], KEYS[2])
return 1

-- Spends a code. Whoever tries a wrong one too often makes all of them void.
-- KEYS: the codes of one recipient
-- ARGV: hash of the code, how many wrong tries there may be
-- Answers what the code was made for, or nothing.
local target = redis.call('HGET', KEYS[1], ARGV[1])
if target then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return {target}
end
if redis.call('EXISTS', KEYS[1]) == 1 and redis.call('HINCRBY', KEYS[1], 'wrong', 1) >= tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
end
return {}

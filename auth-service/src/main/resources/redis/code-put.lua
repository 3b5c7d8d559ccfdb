-- Stores a code; the one that was made for the same before is void, and so is the oldest of too many.
-- KEYS: the codes of one recipient
-- ARGV: hash of the code, what it is made for, time to live (ms), how many codes there may be at once
local codes = redis.call('HGETALL', KEYS[1])
local others = 0
for i = 1, #codes, 2 do
  if codes[i] ~= 'wrong' then
    if codes[i + 1] == ARGV[2] then
      redis.call('HDEL', KEYS[1], codes[i])
    else
      others = others + 1
    end
  end
end
if others >= tonumber(ARGV[4]) then
  redis.call('DEL', KEYS[1])
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1

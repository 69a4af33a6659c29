-- ARGV: how many at most. Returns the records of holds that were lost and not settled since.
local more = sweep()
redis.call('ZREMRANGEBYSCORE', LOST, '-inf', text(at - 1000 * KEPT_MS))
local found = {more and 'again' or 'all', stamp}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', LOST, '-inf', '+inf', 'LIMIT', 0, ARGV[3])) do
  found[#found + 1] = redis.call('GET', BASE .. ':hold:' .. id)
end
return found

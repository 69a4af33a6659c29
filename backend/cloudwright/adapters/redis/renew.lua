-- KEYS: hold, counters, places. ARGV: id, lease, amount, record, how many counters and places.
local HOLD, id, lease, amount = KEYS[5], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local counters, places = tonumber(ARGV[7]), tonumber(ARGV[8])

sweep()
local record = redis.call('GET', HOLD)
if record and string.sub(record, 1, 1) ~= '{' then return {'0', stamp} end
if not redis.call('ZSCORE', LIVE, id) then
  local of_counters, of_places = {}, {}
  for i = 1, counters do of_counters[i] = KEYS[5 + i] end
  for i = 1, places do of_places[i] = KEYS[5 + counters + i] end
  take(of_counters, of_places, amount, 1)
  redis.call('ZREM', LOST, id)
  redis.call('SET', HOLD, ARGV[6])
end
redis.call('ZADD', LIVE, text(at + lease), id)
return {'1', stamp}

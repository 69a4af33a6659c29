-- KEYS: hold, counters, rates, places. ARGV: id, who settles, amount held, amount used, when admitted, how many
-- counters, budgets, rates and places; for each budget its counter and limit; for each rate what the call was
-- thought to cost and what it did.
local HOLD, id, by, amount, used, admitted = KEYS[5], ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7])
local counters, budgets, rates, places = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])

sweep()
local record = redis.call('GET', HOLD)
if record and string.sub(record, 1, 1) ~= '{' then return {record == by and '1' or '0', stamp} end
local live = redis.call('ZREM', LIVE, id) == 1
redis.call('ZREM', LOST, id)
redis.call('SET', HOLD, by, 'PX', live and ENDED_MS or KEPT_MS)

local of_counters, of_places, spent = {}, {}, {}
for i = 1, counters do of_counters[i] = KEYS[5 + i] end
for i = 1, places do of_places[i] = KEYS[5 + counters + rates + i] end
if live then take(of_counters, of_places, amount, -1) end
for i, key in ipairs(of_counters) do
  if redis.call('HEXISTS', key, 'spent') == 1 then
    spent[i] = redis.call('HINCRBY', key, 'spent', used)
  else
    redis.call('HINCRBY', key, 'late', used)
    redis.call('PEXPIRE', key, 10 * KEPT_MS)
  end
end
for i = 1, budgets do
  local of = tonumber(ARGV[10 + 2 * i])
  if spent[of] then warn(KEYS[5 + of], spent[of], ARGV[11 + 2 * i]) end
end

for i = 1, rates do
  local key, at_arg = KEYS[5 + counters + i], 11 + 2 * budgets + 2 * i
  local more = tonumber(ARGV[at_arg]) - tonumber(ARGV[at_arg - 1])
  local empty_at, busy_since = bucket(key)
  local fill = math.max(empty_at - at, 0)
  if more > 0 then
    keep_bucket(key, at + fill + more, fill > 0 and busy_since or at)
  elseif live and admitted >= busy_since then
    keep_bucket(key, at + math.max(fill + more, 0), busy_since)
  end
end
return {'1', stamp}

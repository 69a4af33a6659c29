-- KEYS: hold, counters, rates, places. ARGV: lease, amount, record, first and last moment of the periods, how
-- many counters, budgets, rates and places; for each budget its counter, limit and 1 when hard; for each rate
-- what the call costs and what the bucket holds; for each place how many calls it has.
local HOLD, lease, amount, record = KEYS[5], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local counters, budgets, rates, places = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11])
local RATES = 11 + 3 * budgets
local PLACES = RATES + 2 * rates

if now < tonumber(ARGV[6]) or now >= tonumber(ARGV[7]) then return {'clock', stamp, text(now)} end
if redis.call('EXISTS', HOLD) == 1 then return {'held', stamp, '', ''} end
if sweep() then return {'again', stamp} end

local spent, used, unknown = {}, {}, {'open', stamp}
for i = 1, counters do
  local known = redis.call('HMGET', KEYS[5 + i], 'spent', 'held')
  if known[1] then
    spent[i] = tonumber(known[1])
    used[i] = spent[i] + tonumber(known[2] or '0')
  else
    unknown[#unknown + 1] = text(i - 1)
  end
end
if #unknown > 2 then return unknown end

local least, exceeded = '', {}
for i = 1, budgets do
  local of, limit, hard = tonumber(ARGV[9 + 3 * i]), ARGV[10 + 3 * i], ARGV[11 + 3 * i] == '1'
  local left = tonumber(limit) - used[of]
  warn(KEYS[5 + of], spent[of], limit)
  if hard and amount > left then return {'budget', stamp, text(i - 1), text(left), text(now)} end
  if hard and (least == '' or left - amount < least) then least = left - amount end
  if not hard and amount > left then exceeded[#exceeded + 1] = text(i - 1) end
end

local filled, worst, longest, room = {}, nil, -1, 0
for i = 1, rates do
  local cost, size = tonumber(ARGV[RATES + 2 * i - 1]), tonumber(ARGV[RATES + 2 * i])
  local empty_at, busy_since = bucket(KEYS[5 + counters + i])
  local fill = math.max(empty_at - at, 0)
  if fill == 0 then busy_since = at end
  filled[i] = {at + fill + cost, busy_since}
  local wait = cost > size and math.huge or fill + cost - size
  if wait > 0 and wait > longest then worst, longest, room = i, wait, math.max(size - fill, 0) end
end
if worst then
  return {'rate', stamp, text(worst - 1), longest == math.huge and '' or text(longest), text(room)}
end

local CALLS, taken, of_counters = 5 + counters + rates, {}, {}
for i = 1, places do
  taken[i] = KEYS[CALLS + i]
  if tonumber(redis.call('GET', taken[i]) or '0') >= tonumber(ARGV[PLACES + i]) then
    return {'place', stamp, text(i - 1)}
  end
end

for i = 1, rates do keep_bucket(KEYS[5 + counters + i], filled[i][1], filled[i][2]) end
for i = 1, counters do of_counters[i] = KEYS[5 + i] end
take(of_counters, taken, amount, 1)
redis.call('ZADD', LIVE, text(at + lease), ARGV[12 + 3 * budgets + 2 * rates + places])
redis.call('SET', HOLD, record)
return {'held', stamp, least == '' and '' or text(least), table.concat(exceeded, ' ')}

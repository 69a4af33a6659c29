-- Runs before every script. KEYS[1..4]: clock, live holds by end of lease, lost holds, alerts.
-- ARGV[1] is the prefix of the organisation's keys; ARGV[2] what the caller's steady clock expects `at` to be,
-- the mark of the store as far as the caller knows it, 0 for what it does not know, and a mark for a new store.
-- Lua writes numbers with 14 digits: whole numbers go out by `text` alone.
local BASE, EXPECTED, KNOWN, NEW = ARGV[1], string.match(ARGV[2], '^(%d+) (%d+) (%d+)$')
EXPECTED = tonumber(EXPECTED)
local CLOCK, LIVE, LOST, ALERTS = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local STEP_US, SWEPT = 5000000, 500
-- How long a lost hold is told, and how long an end is remembered so that it counts once.
local KEPT_MS, ENDED_MS = 604800000, 21600000
local WARN_AT = {100, 95, 80, 50}

local function text(number)
  if number == 0 then return '0' end
  return string.format('%.0f', number)
end

-- `now` is the server's clock and says which day it is. `at` measures durations: it goes on steadily when
-- the server's clock is set back, and when it is set forward under the eyes of a caller. Microseconds.
local now = server_now()
local seen = redis.call('HMGET', CLOCK, 'last', 'skew', 'mark')
local at = now + tonumber(seen[2] or '0')
if EXPECTED > 0 and at > EXPECTED + STEP_US then at = EXPECTED end
at = math.max(at, tonumber(seen[1] or '0'))
local mark = seen[3] or NEW
local stamp = text(at) .. ' ' .. mark
redis.call('HSET', CLOCK, 'last', text(at), 'skew', text(at - now), 'mark', mark)

-- The store has lost what it knew: the caller holds again what it holds, and then asks again.
if KNOWN ~= '0' and KNOWN ~= mark then return {'lost', stamp} end

local function take(counters, places, amount, sign)
  for _, key in ipairs(counters) do redis.call('HINCRBY', key, 'held', text(sign * amount)) end
  for _, key in ipairs(places) do redis.call('INCRBY', key, sign) end
end

local function keys_of(kind, names)
  local keys = {}
  for i, name in ipairs(names) do keys[i] = BASE .. kind .. name end
  return keys
end

-- Gives back what is held beyond its lease; says whether there may be more.
local function sweep()
  local due = redis.call('ZRANGEBYSCORE', LIVE, '-inf', text(at), 'LIMIT', 0, SWEPT)
  for _, id in ipairs(due) do
    local key = BASE .. ':hold:' .. id
    local record = redis.call('GET', key)
    redis.call('ZREM', LIVE, id)
    if record then
      local given = cjson.decode(record)
      take(keys_of(':money:', given.counters), keys_of(':calls:', given.places), given.hold.amount_nano_usd, -1)
      redis.call('ZADD', LOST, text(at), id)
      redis.call('PEXPIRE', key, KEPT_MS)
    end
  end
  return #due == SWEPT
end

local function reached(spent, limit)
  if spent <= 0 then return 0 end
  local hundredth, rest = math.floor(limit / 100), limit % 100
  for _, percent in ipairs(WARN_AT) do
    if spent >= percent * hundredth + math.ceil(percent * rest / 100) then return percent end
  end
  return 0
end

local function warn(key, spent, limit)
  local percent = reached(spent, tonumber(limit))
  if percent == 0 then return end
  if percent <= tonumber(redis.call('HGET', key, 'told:' .. limit) or '0') then return end
  redis.call('HSET', key, 'told:' .. limit, percent)
  local name = string.sub(key, #BASE + #':money:' + 1)
  redis.call('RPUSH', ALERTS, percent .. ' ' .. text(spent) .. ' ' .. limit .. ' ' .. name)
end

local function bucket(key)
  local stored = redis.call('GET', key)
  if not stored then return 0, 0 end
  local empty_at, busy_since = string.match(stored, '^(%d+) (%d+)$')
  return tonumber(empty_at), tonumber(busy_since)
end

local function keep_bucket(key, empty_at, busy_since)
  local for_ms = math.ceil(math.max(empty_at - at, 0) / 1000) + 86400000
  redis.call('SET', key, text(empty_at) .. ' ' .. text(busy_since), 'PX', text(for_ms))
end

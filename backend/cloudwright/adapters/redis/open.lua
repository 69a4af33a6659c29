-- KEYS: counters. ARGV: for each what the ledger says was spent, and for how many milliseconds it is kept.
-- What was settled before the ledger was asked is added.
for i, key in ipairs(KEYS) do
  if redis.call('HEXISTS', key, 'spent') == 0 then
    redis.call('HINCRBY', key, 'spent', ARGV[2 * i - 1])
    redis.call('HINCRBY', key, 'spent', redis.call('HGET', key, 'late') or '0')
    redis.call('HDEL', key, 'late')
    redis.call('PEXPIRE', key, ARGV[2 * i])
  end
end
return 1

import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/times.ts', () => {
  itEvaluates({
    "timestamp('2026-06-30T23:00:00Z').getHours()": 23,
    "timestamp('2026-06-30T23:00:00Z').getHours('Europe/Berlin')": 1,
    "timestamp('2026-06-30T23:00:00Z').getFullYear()": 2026,
    "timestamp('2026-06-30T23:00:00Z').getMonth()": 5,
    "timestamp('2026-06-30T23:00:00Z').getDate()": 30,
    "timestamp('2026-06-30T23:00:00Z').getDayOfMonth()": 29,
    "timestamp('2026-06-30T23:00:00Z').getDayOfYear()": 180,
    "timestamp('2026-06-30T23:00:00Z').getDayOfWeek()": 2,
    "timestamp('2026-06-30T00:30:00Z').getDayOfWeek('-01:00')": 1,
    "timestamp('2026-06-30T23:04:05.678Z').getMinutes()": 4,
    "timestamp('2026-06-30T23:04:05.678Z').getSeconds()": 5,
    "timestamp('2026-06-30T23:04:05.678Z').getMilliseconds()": 678,
    "timestamp('2026-06-30T23:00:00Z').getHours('Nowhere')": says('unknown time zone Nowhere'),
    "timestamp('2026-06-30T23:00:00Z') - timestamp('2026-06-30T22:00:00Z')": '3600s',
    "timestamp('2026-06-30T23:00:00Z') + duration('1h')": '2026-07-01T00:00:00Z',
    "timestamp('2026-06-30T23:00:00Z') - duration('1.5s')": '2026-06-30T22:59:58.5Z',
    "timestamp('2026-01-31T12:00:00.000000001Z') > timestamp('2026-01-31T13:00:00+01:00')": true,
    "timestamp('2026-01-31T12:00:00Z') == timestamp('2026-01-31T13:00:00+01:00')": true,
    "duration('1h30m').getMinutes()": 90,
    "duration('1h').getHours()": 1,
    "duration('1m').getSeconds()": 60,
    "duration('1500ms').getMilliseconds()": 1500,
    "duration('1h') > duration('59m59.9s')": true,
    "duration('-1.5s') == -duration('1500ms')": true,
    "duration('1h') + duration('1us')": '3600.000001s',
    "duration('1h') < timestamp('2026-01-31T12:00:00Z')": says('no such overload'),
  });
});

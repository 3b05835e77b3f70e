import { itEvaluates, says } from '../../../../builders/cel-table.ts';

describe('shared/simulator/cel/functions/conversions.ts', () => {
  itEvaluates({
    'string(1.0)': '1',
    'string(100000.0)': '100000',
    'string(1e6)': '1e+06',
    'string(123456789.0)': '1.23456789e+08',
    'string(0.00001)': '1e-05',
    'string(-0.0)': '-0',
    'string(7) + string(7u) + string(true)': '77true',
    "string(duration('90m'))": '5400s',
    "string(timestamp('2026-01-31T12:00:00.50Z'))": '2026-01-31T12:00:00.5Z',
    "string(b'\\xff')": says('invalid UTF-8 in bytes, cannot convert to string'),
    'int(1.9)': 1,
    'int(-1.9)': -1,
    "int('-12')": -12,
    "int('0x10')": says("type conversion error from 'string' to 'int'"),
    'int(1e30)': says('integer overflow'),
    "int(timestamp('1970-01-01T00:01:00Z'))": 60,
    'uint(-1)': says('unsigned integer overflow'),
    "double('1e3')": 1000,
    "bool('TRUE')": true,
    "bool('yes')": says("type conversion error from 'string' to 'bool'"),
    "timestamp('2026-06-31T12:00:00Z')": says("type conversion error from 'string' to 'google.protobuf.Timestamp'"),
    "timestamp('2026-06-30')": says("type conversion error from 'string' to 'google.protobuf.Timestamp'"),
    "duration('1d')": says("type conversion error from 'string' to 'google.protobuf.Duration'"),
    "duration('1h1')": says("type conversion error from 'string' to 'google.protobuf.Duration'"),
    'type(1) == int && type(1.0) == double && type(1u) == uint': true,
    'type([]) == list && type({}) == map && type(null) == null_type && type(type(1)) == type': true,
    "type(duration('1s')) == google.protobuf.Duration": true,
    "type(quantity('1'))": 'kubernetes.Quantity',
  });
});

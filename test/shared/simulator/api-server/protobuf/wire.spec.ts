import { expect } from 'chai';
import { readFields, varintsOf } from '../../../../../shared/simulator/api-server/protobuf/wire.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('shared/simulator/api-server/protobuf/wire.ts', () => {
  it('reads numbers, texts and fixed widths, in their order', () => {
    const message = bytes(0x08, 0x96, 0x01, 0x12, 2, 0x68, 0x69, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x08, 1);
    expect(readFields(message)).to.deep.equal([
      { number: 1, value: 150n }, { number: 2, value: bytes(0x68, 0x69) }, { number: 3, value: bytes(1, 2, 3, 4, 5, 6, 7, 8) }, { number: 4, value: bytes(1, 2, 3, 4) }, { number: 1, value: 1n },
    ]);
  });

  it('reads field numbers above 15, and the largest number', () => {
    expect(readFields(bytes(0xa8, 0x02, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01))).to.deep.equal([{ number: 37, value: 2n ** 64n - 1n }]);
  });

  it('reads packed numbers like single ones', () => {
    expect(varintsOf(bytes(1, 0x96, 0x01))).to.deep.equal([1n, 150n]);
    expect(varintsOf(7n)).to.deep.equal([7n]);
  });

  const broken: [string, Uint8Array][] = [['ends in a number', bytes(0x08, 0x96)], ['ends in a text', bytes(0x12, 3, 0x68)], ['has a group', bytes(0x0b)], ['has a number without end', bytes(0x08, ...Array.from({ length: 11 }, () => 0xff))]];
  for (const [title, message] of broken) {
    it(`refuses a message that ${title}`, () => {
      expect(() => readFields(message)).to.throw(RangeError, 'proto: ');
    });
  }
});

import { expect } from 'chai';
import type { ApiObject } from '../../../../../shared/simulator/api-object.ts';
import { tableOf } from '../../../../../shared/simulator/api-server/table/table.ts';
import type { TableOptions } from '../../../../../shared/simulator/api-server/table/table.ts';
import type { Column } from '../../../../../shared/simulator/schema/definition.ts';
import { aDefinition } from '../../../../builders/some-definitions.ts';

const now = new Date('2026-01-01T00:05:00Z');
const widget: ApiObject = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'test', resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' }, spec: { size: 3, ratio: 2.5, on: true, list: [1, 2], since: '2026-01-01T00:04:00.5Z', none: null, empty: '', text: 'some' } };

interface Table {
  metadata: object;
  columnDefinitions: { name: string }[] | null;
  rows: { cells: unknown[]; object: object | null }[];
}

function table(columns: readonly Column[], options: Partial<TableOptions> = {}, isCustom = true): Table {
  return tableOf(aDefinition('example.com/v1', 'Widget', { columns, isCustom }), [widget], { now, includeObject: 'Metadata', ...options }) as Table;
}

function cell(type: Column['type'], value: Column['value']): unknown {
  return table([{ name: 'X', type, priority: 0, value }]).rows[0]?.cells[1];
}

const cells: [Column['type'], string, unknown][] = [
  ['string', '.spec.text', 'some'], ['string', '.spec.size', '3'], ['string', '.spec.on', 'true'], ['string', '.spec.list', '[1,2]'], ['string', '.spec.list[*]', '1'], ['string', '.spec.none', '<no value>'], ['string', '.spec.missing', null],
  ['integer', '.spec.size', 3], ['integer', '.spec.ratio', 2], ['integer', '.spec.text', null], ['integer', '.spec.missing', null],
  ['number', '.spec.ratio', 2.5], ['number', '.spec.text', null],
  ['boolean', '.spec.on', true], ['boolean', '.spec.size', null],
  ['date', '.spec.since', '59s'], ['date', '.spec.text', '<invalid>'], ['date', '.spec.empty', '<unknown>'], ['date', '.spec.size', null], ['date', '.spec.missing', null],
  ['string', 'no path', null],
];

describe('shared/simulator/api-server/table/table.ts', () => {
  it('puts the name first and describes each column', () => {
    const columns: Column[] = [{ name: 'Size', type: 'integer', format: 'int32', description: 'How large.', priority: 1, value: '.spec.size' }, { name: 'Text', type: 'string', priority: 0, value: '.spec.text' }];
    expect(table(columns)).to.deep.equal({
      kind: 'Table', apiVersion: 'meta.k8s.io/v1', metadata: { resourceVersion: '7' },
      columnDefinitions: [
        { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 },
        { name: 'Size', type: 'integer', format: 'int32', description: 'How large.', priority: 1 },
        { name: 'Text', type: 'string', format: '', description: 'Custom resource definition column (in JSONPath format): .spec.text', priority: 0 },
      ],
      rows: [{ cells: ['w', 3, 'some'], object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: widget.metadata } }],
    });
  });

  for (const [type, path, expected] of cells) {
    it(`shows ${JSON.stringify(expected)} for a ${type} at ${path}`, () => {
      expect(cell(type, path)).to.equal(expected);
    });
  }

  it('works cells out of the object and the time', () => {
    expect(cell('string', ({ metadata }: ApiObject, at: Date) => `${metadata.name} at ${at.getUTCMinutes()}`)).to.equal('w at 5');
  });

  it('shows the age of custom resources without columns, and the birth of others', () => {
    const shown = (isCustom: boolean) => {
      const { columnDefinitions, rows } = table([], {}, isCustom);
      return [columnDefinitions?.map(({ name }) => name), rows[0]?.cells];
    };
    expect(shown(true)).to.deep.equal([['Name', 'Age'], ['w', '5m']]);
    expect(shown(false)).to.deep.equal([['Name', 'Created At'], ['w', '2026-01-01T00:00:00Z']]);
  });

  it('leaves the name where the columns have it', () => {
    const columns: Column[] = [{ name: 'Text', type: 'string', priority: 0, value: '.spec.text' }, { name: 'Name', type: 'string', format: 'name', priority: 1, value: '.metadata.name' }];
    expect(table(columns).rows[0]?.cells).to.deep.equal(['some', 'w']);
  });

  it('comes with as much of the objects as is asked for', () => {
    const rowObject = (includeObject: string) => table([], { includeObject: includeObject as 'None' }).rows[0]?.object;
    expect(rowObject('Object')).to.equal(widget);
    expect(rowObject('None')).to.equal(null);
    expect(rowObject('')).to.deep.equal(rowObject('Metadata'));
    expect(() => rowObject('Bogus')).to.throw('Unable to convert to Table as requested: includeObject: Invalid value: "Bogus"').with.property('code', 400);
  });

  it('has the metadata of a list where it is one', () => {
    expect(table([], { list: { resourceVersion: '12', continue: 'abc' } }).metadata).to.deep.equal({ resourceVersion: '12', continue: 'abc' });
  });

  it('does not describe columns twice in a watch', () => {
    expect(table([], { areColumnsKnown: true }).columnDefinitions).to.equal(null);
  });
});

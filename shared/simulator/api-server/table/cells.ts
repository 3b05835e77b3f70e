/** What the cells of built-in kinds are made of. */
import type { ApiObject } from '../../api-object.ts';
import type { Column } from '../../schema/definition.ts';
import { ageOf } from './human-duration.ts';

export const none = '<none>';
export const unset = '<unset>';

interface ColumnOptions {
  readonly type?: Column['type'];
  readonly format?: string;
}

/** A column that is always shown. */
export function shown<T>(name: string, value: (object: T, now: Date) => unknown, { type = 'string', ...format }: ColumnOptions = {}): Column {
  return { name, type, ...format, priority: 0, value };
}

/** A column that is shown with -o wide only. */
export function wide<T>(name: string, value: (object: T, now: Date) => unknown, options: ColumnOptions = {}): Column {
  return { ...shown(name, value, options), priority: 1 };
}

/** How old the object is. */
export const age: Column = shown('Age', ({ metadata }: ApiObject, now) => ageOf(metadata.creationTimestamp, now));

export const integer = { type: 'integer' } as const;

export interface Container {
  readonly name: string;
  readonly image?: string;
}

export interface PodTemplate {
  readonly spec?: { readonly containers?: readonly Container[]; readonly nodeSelector?: Readonly<Record<string, string>> };
}

/** Names and images of the containers of a pod template. */
export function containerColumns<T>(templateOf: (object: T) => PodTemplate | undefined): [Column, Column] {
  const containersOf = (object: T) => templateOf(object)?.spec?.containers ?? [];
  return [
    wide<T>('Containers', (object) => containersOf(object).map(({ name }) => name).join(',')),
    wide<T>('Images', (object) => containersOf(object).map(({ image = '' }) => image).join(',')),
  ];
}

/** At most so many of some texts, and how many more there are. */
export function first(texts: readonly string[], most: number, { separator = ',', empty = none } = {}): string {
  const text = texts.slice(0, most).join(separator);
  return texts.length > most ? `${text} + ${texts.length - most} more...` : text || empty;
}

/** The one door to the library that finds what a JSONPath selects; it runs no code of the path's author. */
import { jsonpath } from 'json-p3';
import { Failure } from '../../../shared/errors.ts';
import { standardPaths } from './standard-path.ts';

/** All that a path selects in a value; nothing where it is not there. */
export type FindAll = (value: unknown) => unknown[];

/** Reads a path as kubectl does. @throws Failure (usage) where it cannot be read. */
export function findAll(path: string): FindAll {
  const queries = standardPaths(path).map((standard) => compiled(standard, path));
  return (value) => queries.flatMap((query) => query.query(value as Parameters<typeof query.query>[0]).values());
}

function compiled(standard: string, path: string): ReturnType<typeof jsonpath.compile> {
  try {
    return jsonpath.compile(`$${standard}`);
  } catch (error) {
    throw new Failure('usage', `the path ${path} cannot be read: ${(error as Error).message.replace(/\s*\('.*$/s, '')}`, { next: 'write it as for kubectl, such as .status.phase', cause: error });
  }
}

/** A value as kubectl prints it: texts as they are, objects as JSON. */
export function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

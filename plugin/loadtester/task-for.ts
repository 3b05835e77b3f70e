import type { Task } from './task.ts';
import * as tasks from './tasks/index.ts';

const known: Task[] = Object.values(tasks satisfies Record<string, Task>);

/** What `metadata.type` may be. */
export const taskTypes: readonly string[] = known.map(({ type }) => type);

/** The task of these metadata, or undefined where the type is unknown. Without a type it is Flagger's default, or a request where there is a URL. */
export function taskFor({ type, url }: Readonly<Record<string, string>>): Task | undefined {
  const wanted = type ?? (url === undefined ? 'cmd' : 'http');
  return known.find((task) => task.type === wanted);
}

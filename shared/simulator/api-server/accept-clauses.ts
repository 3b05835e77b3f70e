/** One thing that an Accept header asks for, e.g. `application/json;as=Table;v=v1;g=meta.k8s.io`. */
export interface AcceptClause {
  /** In lower case, e.g. `application/json` or a star on either side. */
  readonly type: string;
  readonly parameters: Readonly<Partial<Record<string, string>>>;
}

/** What an Accept header asks for, the most wanted first. An empty header asks for anything. */
export function parseAccept(header: string): AcceptClause[] {
  const clauses = header.split(',').map((text) => text.trim()).filter((text) => text !== '').map(parseClause);
  return clauses.length === 0 ? [{ type: '*/*', parameters: {} }] : clauses.sort((one, other) => qualityOf(other) - qualityOf(one));
}

function parseClause(text: string): AcceptClause {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  return { type: type.toLowerCase(), parameters: Object.fromEntries(parameters.map(parseParameter)) };
}

function parseParameter(text: string): [string, string] {
  const [name = '', value = ''] = text.split('=', 2);
  return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')];
}

function qualityOf({ parameters: { q = '1' } }: AcceptClause): number {
  return Number(q) || 0;
}

/** Whether JSON would do for it. */
export function isJson({ type }: AcceptClause): boolean {
  return type === 'application/json' || type === '*/*';
}

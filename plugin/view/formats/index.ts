/** Every output format, one line each. */
export { table } from './table.ts';
export { wide } from './wide.ts';
export { plain } from './plain.ts';
export { json } from './json.ts';
export { yaml } from './yaml.ts';
export { name } from './name.ts';
export { jsonpath } from './jsonpath.ts';
export { customColumns } from './custom-columns.ts';

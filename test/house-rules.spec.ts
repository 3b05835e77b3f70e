/** Rules that hold for the whole tree. Each failure names the places and says what to write instead. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join, normalize } from 'node:path';
import { expect } from 'chai';

const root = new URL('..', import.meta.url).pathname;
const tops = ['plugin', 'webhook', 'shared', 'manifests', 'test'];
const textEndings = ['.ts', '.md', '.json', '.yaml', '.sh', ''];

interface File {
  /** From the root, e.g. `shared/errors.ts`. */
  readonly path: string;
  readonly text: string;
}

const texts: File[] = ['README.md', 'package.json', ...tops.flatMap((top) => pathsIn(top))].filter((path) => textEndings.includes(extname(path)) && existsSync(join(root, path))).map(read);
const all = texts.filter(({ path }) => path.endsWith('.ts'));
const written = all.filter(({ path }) => !path.startsWith('shared/api/generated/'));
const sources = written.filter(({ path }) => !path.startsWith('test/'));
const specs = written.filter(({ path }) => path.endsWith('.spec.ts'));

/** From the bottom up: each layer may import from those before it, not from its neighbours. */
const layers: readonly (readonly string[])[] = [
  ['shared/errors.ts', 'shared/nearest-word.ts', 'shared/version.ts', 'shared/time'],
  ['shared/api'],
  ['shared/kube'],
  ['shared/workloads'],
  ['shared/routing', 'shared/metrics', 'shared/gates', 'shared/notify'],
  ['shared/validation', 'shared/engine', 'shared/simulator'],
  ['webhook', 'manifests'],
  ['plugin'],
];
/** The shape of every object stands in the contract of the door to the API server; its types may be named below it. */
const typesForAll = 'shared/kube/kube.ts';

/** Who may import a library: the one door to what it stands for. */
const doors: Record<string, readonly string[]> = {
  '@kubernetes/client-node': ['shared/kube/connect.ts'],
  '@marcbachmann/cel-js': ['shared/simulator/cel/parse.ts'],
  'ajv': ['shared/simulator/schema/validation/custom/json-schema.ts'],
  'cli-table3': ['plugin/view/'],
  'diff': ['plugin/diff/'],
  'fast-json-patch': ['shared/simulator/patches/json-patch.ts'],
  'fastify': ['webhook/server.ts', 'plugin/dashboard/server.ts', 'plugin/loadtester/'],
  'json-schema-to-typescript': ['shared/api/generate.ts'],
  'json-p3': ['plugin/view/json-path/find-all.ts'],
  'node-forge': ['webhook/certificates/'],
  'prom-client': ['plugin/loadtester/tester-metrics.ts', 'webhook/webhook-metrics.ts'],
  'string-width': ['plugin/view/width.ts'],
  'yaml': ['plugin/init/', 'plugin/install/', 'plugin/validate/', 'plugin/view/documents.ts', 'shared/api/generate.ts', 'shared/simulator/api-server/api-server.ts', 'shared/simulator/api-server/decode-body.ts', 'shared/simulator/api-server/duplicate-fields.ts', 'shared/simulator/kubeconfig.ts'],
  'yargs': ['plugin/main.ts', 'plugin/commands/command.ts'],
};

/** Whose members sit which exam. */
const exams: Record<string, string> = {
  'shared/routing/routers': 'router.contract.ts',
  'shared/metrics/providers': 'metric-provider.contract.ts',
  'shared/notify/notifiers': 'notifier.contract.ts',
};

const longestFile = 300;
const vagueNames = ['utils', 'util', 'helpers', 'helper', 'common', 'manager', 'misc', 'lib'];

describe('house rules', () => {
  it('has imports point downwards', () => {
    const wrong = sources.flatMap(({ path, text }) => importsOf(path, text).filter(({ target, isType }) => !mayImport(path, target) && !(isType && target === typesForAll)).map(({ target }) => `${path} imports ${target}`));
    none(wrong, `move what both need into a lower layer; the layers are ${layers.map((names) => names.join(', ')).join(' < ')}`);
  });

  it('knows the layer of every source', () => {
    none(sources.filter(({ path }) => layerOf(path) < 0).map(({ path }) => path), 'add its folder to `layers` in test/house-rules.spec.ts, or put it in one that is there');
  });

  it('imports nothing of the tests into what is shipped', () => {
    none(sources.flatMap(({ path, text }) => importsOf(path, text).filter(({ target }) => target.startsWith('test/')).map(({ target }) => `${path} imports ${target}`)), 'move it out of test/');
  });

  it('has one door to each library', () => {
    const wrong = sources.flatMap(({ path, text }) => librariesOf(text).filter((library) => !doors[library]?.some((door) => path.startsWith(door))).map((library) => `${path} imports ${library}, whose door is ${doors[library]?.join(' or ') ?? 'not known'}`));
    none(wrong, 'call the file that is the door, or write one and add it to `doors` in test/house-rules.spec.ts');
  });

  it('has one door to the terminal', () => {
    const wrong = sources.filter(({ path, text }) => /\b(process\.(stdout|stdin|stderr)|console\.)/.test(text) && !/^plugin\/terminal\/|\/main\.ts$|^manifests\/|^shared\/api\/generate\.ts$/.test(path));
    none(wrong.map(({ path }) => path), 'take an Output of plugin/terminal/output.ts, or return lines');
  });

  it('calls files and folders in lower-case words with hyphens', () => {
    none(all.map(({ path }) => path).filter((path) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)+[a-z0-9]+(-[a-z0-9]+)*(\.(spec|contract|story))?\.ts$/.test(path)), 'write my-file.ts');
  });

  it('has no file or folder that is called after nothing', () => {
    none(all.map(({ path }) => path).filter((path) => path.split(/[/.-]/).some((word) => vagueNames.includes(word))), 'name the subject, such as duration.ts or percent.ts');
  });

  it('lists every member in its registry', () => {
    const wrong = sources.filter(({ path }) => basename(path) === 'index.ts').flatMap(({ path, text }) => membersOf(dirname(path)).filter((member) => !text.includes(`'./${member}'`)).map((member) => `${path} has no line for ${member}`));
    none(wrong, 'add a line such as: export { name } from \'./name.ts\';');
  });

  it('has every member sit the exam of its contract', () => {
    const wrong = Object.entries(exams).flatMap(([folder, exam]) => membersOf(folder).filter((member) => !specOf(`${folder}/${member}`)?.text.includes(exam)).map((member) => `${folder}/${member} does not sit ${exam}`));
    none(wrong, 'write its spec and call the exam of test/contracts in it');
  });

  it('has specs mirror the tree, and say of which file they are', () => {
    none(specs.filter(({ path, text }) => isMirror(path) && !mirrors(path, text)).map(({ path }) => `${path} starts with describe('${firstDescribe(path)}')`), 'test/a/b.spec.ts starts with describe(\'a/b.ts\'), and a/b.ts is a file');
  });

  it(`has no file longer than ${longestFile} lines`, () => {
    none(written.filter(({ text }) => linesOf(text) > longestFile).map(({ path, text }) => `${path} has ${linesOf(text)} lines`), 'split it by the questions that it answers');
  });

  it('leaves nothing for later, and no test alone', () => {
    const marks = new RegExp(['\\bTO' + 'DO\\b', '\\bFIX' + 'ME\\b', '\\bX' + 'XX\\b', '\\.on' + 'ly\\('].join('|'));
    none(texts.filter(({ text }) => marks.test(text)).map(({ path, text }) => `${path}: ${marks.exec(text)?.[0]}`), 'do it now, or say why it is not done in a sentence');
  });

  it('says of every exported function what it is for', () => {
    none(sources.flatMap(({ path, text }) => undocumented(text).map((name) => `${path}: ${name}`)), 'write a line such as: /** What it is for, units, what it throws. */');
  });

  it('names no place of the machine it was written on', () => {
    const places = /(?<![\w.$}:])\/(work|root|home)\/\w/;
    none(texts.filter(({ text }) => places.test(text)).map(({ path, text }) => `${path}: ${places.exec(text)?.[0]}`), 'write a path from the root of the repository, or take it from the environment');
  });
});

function none(places: string[], instead: string): void {
  expect(places, `${places.join('\n')}\nInstead: ${instead}\n`).to.have.length(0);
}

function pathsIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) {
    return [];
  }
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !/\/(node_modules|goldens|go)\//.test(path));
}

function read(path: string): File {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

const importLine = /^(import|export)( type)? (?:[^'\n]* from )?'([^']+)'|\bimport\('([^']+)'\)/gm;

function importsOf(path: string, text: string): { target: string; isType: boolean }[] {
  return [...text.matchAll(importLine)]
    .map(([, , type, whole, late]) => ({ target: whole ?? late ?? '', isType: type !== undefined }))
    .filter(({ target }) => target.startsWith('.'))
    .map(({ target, isType }) => ({ target: normalize(join(dirname(path), target)), isType }));
}

/** Packages by name, without Node's own. */
function librariesOf(text: string): string[] {
  const names = [...text.matchAll(importLine)].map(([, , , whole, late]) => whole ?? late ?? '').filter((target) => !/^(\.|node:)/.test(target));
  return names.map((target) => target.split('/').slice(0, target.startsWith('@') ? 2 : 1).join('/'));
}

function layerOf(path: string): number {
  return layers.findIndex((names) => names.some((name) => path === name || path.startsWith(`${name}/`)));
}

function mayImport(path: string, target: string): boolean {
  const [own, other] = [layerOf(path), layerOf(target)];
  return other < own || areaOf(path) === areaOf(target) || other < 0;
}

function areaOf(path: string): string | undefined {
  return layers.flat().find((name) => path === name || path.startsWith(`${name}/`));
}

/** The files of a folder but its index and, where it lies there, the contract: `commands/command.ts` is that of `commands/`. */
function membersOf(folder: string): string[] {
  const contract = `${basename(folder).replace(/s$/, '')}.ts`;
  return sources.map(({ path }) => path).filter((path) => dirname(path) === folder).map((path) => basename(path)).filter((name) => name !== 'index.ts' && name !== contract);
}

function specOf(path: string): File | undefined {
  return specs.find((spec) => spec.path === `test/${path.replace(/\.ts$/, '.spec.ts')}`);
}

/** Stories are told across files, and these rules hold for all. */
function isMirror(path: string): boolean {
  return !path.startsWith('test/story/') && path !== 'test/house-rules.spec.ts';
}

function mirrors(path: string, text: string): boolean {
  const source = path.replace(/\.spec\.ts$/, '.ts').replace(/^test\/(?!builders\/)/, '');
  return existsSync(join(root, source)) && /^describe\('([^']*)'/m.exec(text)?.[1] === source;
}

function firstDescribe(path: string): string {
  return /^describe\('([^']*)'/m.exec(read(path).text)?.[1] ?? '';
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

function undocumented(text: string): string[] {
  return [...text.matchAll(/(^.*\n)?^export (?:async )?function\*? (\w+)/gm)].filter(([, before = '']) => !before.trim().endsWith('*/')).map(([, , name = '']) => name);
}

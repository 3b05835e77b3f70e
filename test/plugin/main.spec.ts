import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import * as commands from '../../plugin/commands/index.ts';
import { version } from '../../shared/version.ts';

const main = join(import.meta.dirname, '../../plugin/main.ts');

/** A cluster where nobody listens. */
const kubeconfig = {
  apiVersion: 'v1', kind: 'Config', 'current-context': 'nobody',
  clusters: [{ name: 'nobody', cluster: { server: 'https://127.0.0.1:1' } }],
  users: [{ name: 'jane', user: { token: 'secret' } }],
  contexts: [{ name: 'nobody', context: { cluster: 'nobody', user: 'jane', namespace: 'test' } }],
};

/** Tells on stderr what is imported. */
const tellImports = 'data:text/javascript,import{registerHooks}from"node:module";registerHooks({resolve(name,context,next){const found=next(name,context);console.error(found.url);return found}})';

describe('plugin/main.ts', function () {
  this.timeout(30_000);

  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
    writeFileSync(join(folder, 'config'), JSON.stringify(kubeconfig));
  });
  after(() => rmSync(folder, { recursive: true }));

  function canary(words: string, nodeFlags: string[] = []) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeFlags, main, ...words.split(' ').filter(Boolean)], {
      encoding: 'utf8',
      env: { ...process.env, KUBECONFIG: join(folder, 'config') },
    });
    return { code: status, stdout, stderr };
  }

  const mistakes: [words: string, code: number, says: RegExp][] = [
    ['wach podinfo', 2, /^error: there is no command "wach"; did you mean "kubectl canary watch"\?\n$/],
    ['list --nmespace test', 2, /^error: there is no flag --nmespace; did you mean --namespace\?\n$/],
    ['list --selektor a=b', 2, /did you mean --selector\?\n$/],
    ['list extra', 2, /"extra" is one too many/],
    ['list -o', 2, /^error: -o expects a value/],
    ['list -o jsn', 2, /^error: there is no output format "jsn"; did you mean json\?\n$/],
    ['list --request-timeout soon', 2, /--request-timeout is a number with a unit, not "soon"/],
    ['watch podinfo --lease-seconds soon', 2, /^error: --lease-seconds expects a number, such as 30; see --help\n$/],
    ['loadtester --port http', 2, /^error: --port expects a number/],
    ['run', 2, /^error: expected the name of a canary, or --all/],
    ['run podinfo --all', 2, /podinfo and --all/],
    ['list', 7, /^error: the API server https:\/\/127\.0\.0\.1:1 cannot be reached: connection refused;.*\n$/],
    ['list -s https://127.0.0.1:2', 7, /https:\/\/127\.0\.0\.1:2 cannot be reached/],
    ['list --context nowhere', 7, /^error: context "nowhere" does not exist; there are: nobody\n$/],
    ['list --kubeconfig /nonexistent', 7, /^error: the kubeconfig cannot be read/],
    ['watch', 7, /cannot be reached/],
    ['status podinfo', 7, /cannot be reached/],
  ];
  for (const [words, code, says] of mistakes) {
    it(`ends "${words}" with ${code} and one line on stderr`, () => {
      const ended = canary(words);
      expect(ended.stderr).to.match(says);
      expect(ended.stderr.trimEnd()).to.not.include('\n');
      expect(ended).to.include({ code, stdout: '' });
    });
  }

  it('shows a stack trace only with --verbose', () => {
    const { stderr } = canary('list --verbose');
    expect(stderr).to.match(/^error: .*\n[^]*\n {4}at /);
  });

  const words = Object.values(commands).map(({ usage }) => usage.split(' ')[0]!);

  it('prints the help of each command on stdout, with an example', async () => {
    await Promise.all(words.map(async (word) => {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, word, '--help']);
      expect(stderr).to.equal('');
      expect(stdout).to.match(new RegExp(`^kubectl canary ${word} [^]*\\nExamples:\\n {2}kubectl canary ${word} `));
    }));
  });

  it('says in one line that a command has no such flag', async () => {
    await Promise.all(['install', 'loadtester', 'watch'].map(async (word) => {
      const { code, stdout, stderr } = await promisify(execFile)(process.execPath, [main, word, '--zzzzzzzz']).then((ended) => ({ ...ended, code: 0 }), (failed: { code: number; stdout: string; stderr: string }) => failed);
      expect({ code, stdout, stderr }, word).to.deep.equal({ code: 2, stdout: '', stderr: 'error: there is no flag --zzzzzzzz; see --help\n' });
    }));
  });

  it('takes the value of a short flag without a space, as kubectl does', () => {
    expect(canary('list -ojsn').stderr).to.match(/^error: there is no output format "jsn"/);
    expect(canary('version --client -ojson').stdout).to.match(/^\{"clientVersion"/);
  });

  it('proposes what could be typed next, and is silent about a cluster that does not answer', () => {
    expect(canary('__complete wat')).to.deep.equal({ code: 0, stdout: 'watch\tdrive a rollout from here and see it happen\n:4\n', stderr: '' });
    expect(canary('__complete status pod')).to.deep.equal({ code: 0, stdout: ':4\n', stderr: '' });
    expect(canary('__complete list --context n').stdout).to.equal('nobody\n:4\n');
    expect(canary('__complete list --kubeconfig /nonexistent --context n')).to.deep.equal({ code: 0, stdout: ':4\n', stderr: '' });
  });

  it('says nothing with --quiet but what went wrong', () => {
    writeFileSync(join(folder, 'empty.yaml'), '');
    expect(canary(`validate -f ${join(folder, 'empty.yaml')}`).stderr).not.to.equal('');
    expect(canary(`validate -q -f ${join(folder, 'empty.yaml')}`).stderr).to.equal('');
    expect(canary('list -q').stderr).to.match(/^error: the API server/);
  });

  it('prints its help on stdout where no command is named', () => {
    const { code, stdout } = canary('');
    expect(code).to.equal(0);
    expect(stdout).to.include('kubectl canary watch').and.include('--as-group');
  });

  it('prints the version of the client without loading what talks to a cluster or serves', () => {
    const { code, stdout, stderr } = canary('version --client', ['--import', tellImports]);
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: `Client Version: ${version}\n` });
    expect(stderr).to.include('yargs').and.not.match(/client-node|fastify|node-forge|cli-table3/);
  });
});

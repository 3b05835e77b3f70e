import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bash } from '../../../../plugin/completion/shells/bash.ts';

/** Answers as the plugin does, and keeps what it was asked. */
const plugin = `#!/bin/sh
printf '[%s]' "$@" > "$ASKED"
case "$*" in
  *--wait=*) printf 'promoted\\n:4\\n' ;;
  *--context*) printf 'arn:aws:one\\narn:aws:two\\n:4\\n' ;;
  *-f*) printf ':0\\n' ;;
  *) printf 'podinfo\\tProgressing\\nbackend\\n:4\\n' ;;
esac
`;

describe('plugin/completion/shells/bash.ts', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubectl-canary-'));
    writeFileSync(join(folder, 'kubectl-canary'), plugin);
    chmodSync(join(folder, 'kubectl-canary'), 0o755);
    writeFileSync(join(folder, 'canary.yaml'), '');
  });
  after(() => rmSync(folder, { recursive: true }));

  /** As bash itself splits what is typed: at spaces, `=` and `:`. */
  const cases: [words: string[], asked: string, replies: string[]][] = [
    [['watch', ''], '[__complete][watch][]', ['podinfo', 'backend']],
    [['status', '--wait', '=', 'pro'], '[__complete][status][--wait=pro]', ['promoted']],
    [['status', '--wait', '='], '[__complete][status][--wait=]', ['promoted']],
    [['list', '--context', 'arn', ':', 'aws', ':', ''], '[__complete][list][--context][arn:aws:]', ['one', 'two']],
    [['validate', '-f', 'can'], '[__complete][validate][-f][can]', ['canary.yaml']],
  ];
  for (const [words, asked, replies] of cases) {
    it(`completes ${words.join(' ')}`, () => {
      const script = `${bash.script}\nCOMP_WORDS=("$@") COMP_CWORD=$(($# - 1))\n_kubectl_canary\nprintf '%s\\n' "$(cat "$ASKED")" "\${COMPREPLY[@]}"`;
      const env = { ...process.env, PATH: `${folder}:${process.env['PATH']}`, ASKED: join(folder, 'asked') };
      const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script, 'bash', 'kubectl-canary', ...words], { cwd: folder, env, encoding: 'utf8' });
      expect(stderr).to.equal('');
      expect(stdout.trimEnd().split('\n')).to.deep.equal([asked, ...replies]);
    });
  }
});

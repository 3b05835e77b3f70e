import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { start } from '../../cluster/child.ts';

const main = new URL('../../../plugin/main.ts', import.meta.url).pathname;

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
  readonly stderr: string;
  /** Of its files. */
  readonly left: readonly string[];
}

/** Runs the demo as a process of its own to its end, which Ctrl-C is where it has said something that ends so. */
async function demo(flags: readonly string[], interruptedAt?: RegExp): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'demo-spec-'));
  try {
    const child = start({
      command: process.execPath, args: [main, 'demo', '--plain', ...flags], env: { TMPDIR: folder },
      onLine: (line) => void (interruptedAt?.test(line) === true && child.kill('SIGINT')),
    });
    const { code, stdout, stderr } = await child.ended;
    return { code, lines: stdout.split('\n'), stderr, left: await readdir(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('plugin/commands/demo.ts', function () {
  this.timeout(60_000);

  const story = [
    /an embedded Kubernetes serves at https:\/\/127\.0\.0\.1:\d+$/,
    /elsewhere: export KUBECONFIG=\S+$/,
    /\$ kubectl set image deployment\/podinfo podinfo=\S+:6\.0\.1 -n demo$/,
    /Warning: deployment\/podinfo is held by canary podinfo: run "kubectl canary watch podinfo -n demo"$/,
    /Progressing weight 20:/,
    /Progressing weight 40:/,
    /Progressing weight 60:/,
    /Promoting weight 60:/,
    /Succeeded weight 0:/,
    /Now a version with a fault/,
    /is held by canary/,
    /Progressing weight 20:/,
    /check request-success-rate failed/,
    /Failed weight 0: rolled back at weight/,
    /\$ kubectl canary abort podinfo --revert -n demo$/,
    /reverted to the stable template by admin$/,
    /the end; users: .* failed: \d+ at 6\.0\.2$/,
  ];

  it('tells its story from beginning to end, in two terminals at once, and leaves nothing', async () => {
    const demos = await Promise.all([demo(['--speed', '20']), demo(['--speed', '20'])]);
    for (const { code, lines, stderr, left } of demos) {
      expect({ code, stderr, left }).to.deep.equal({ code: 0, stderr: '', left: [] });
      expect(firstNotTold(lines), lines.join('\n')).to.equal(undefined);
      expect(await isListening(lines)).to.equal(false);
    }
  });

  for (const [moment, line] of [
    ['while it starts', /serves at/],
    ['while a change is held', /The change is held/],
    ['while it promotes', /Promoting weight 60/],
  ] as const) {
    it(`ends at Ctrl-C ${moment}, without a word, and leaves nothing`, async () => {
      const { code, lines, stderr, left } = await demo(['--speed', '20'], line);
      expect({ code, stderr, left }).to.deep.equal({ code: 130, stderr: '', left: [] });
      expect(lines.join('\n')).to.not.match(/the end|error/);
      expect(await isListening(lines)).to.equal(false);
    });
  }

  it('refuses a port that is taken in one line', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, lines, stderr, left } = await demo(['--port', String(port)]);
    other.close();
    expect({ code, lines, left }).to.deep.equal({ code: 6, lines: [''], left: [] });
    expect(stderr).to.equal(`error: port ${port} cannot be used: another program listens on it; choose another with --port, or leave it out to take any that is free\n`);
  });

  for (const [speed, says] of [
    ['0', 'error: --speed: expected a number above 0, up to 100, got 0\n'],
    ['fast', 'error: --speed expects a number, such as 30; see --help\n'],
  ] as const) {
    it(`refuses --speed ${speed}`, async () => {
      expect(await demo(['--speed', speed])).to.deep.equal({ code: 2, lines: [''], stderr: says, left: [] });
    });
  }

  function firstNotTold(lines: readonly string[]): RegExp | undefined {
    const awaited = [...story];
    lines.forEach((line) => void (awaited[0]?.test(line) === true && awaited.shift()));
    return awaited[0];
  }
});

/** Whether anything still answers where it said that its API server is. */
function isListening([first = '']: readonly string[]): Promise<boolean> {
  const port = Number(/:(\d+)$/.exec(first)?.[1]);
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}

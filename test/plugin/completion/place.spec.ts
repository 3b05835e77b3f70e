import { expect } from 'chai';
import { placeFor } from '../../../plugin/completion/place.ts';
import type { Surroundings } from '../../../plugin/completion/place.ts';

describe('plugin/completion/place.ts', () => {
  const around = (change: Partial<Surroundings> = {}): Surroundings => ({
    path: '/usr/bin:relative:/opt/tools:/users/jane/bin', home: '/users/jane', platform: 'linux', program: ['/usr/bin/node', '/src/jane\'s/main.js'],
    isFile: (file) => file === '/opt/tools/kubectl-canary', mayWrite: () => true, ...change,
  });

  const cases: [what: string, change: Partial<Surroundings>, dir: string | undefined, file: string][] = [
    ['beside the plugin', {}, undefined, '/opt/tools/kubectl_complete-canary'],
    ['in a folder of one\'s own where that may not be written', { mayWrite: (folder) => folder !== '/opt/tools' }, undefined, '/users/jane/bin/kubectl_complete-canary'],
    ['in a folder of one\'s own where the plugin is not on PATH', { isFile: () => false }, undefined, '/users/jane/bin/kubectl_complete-canary'],
    ['in any other of PATH', { mayWrite: (folder) => folder === '/usr/bin' }, undefined, '/usr/bin/kubectl_complete-canary'],
    ['where it is told to', { mayWrite: () => false }, '/elsewhere', '/elsewhere/kubectl_complete-canary'],
  ];
  for (const [what, change, dir, file] of cases) {
    it(`goes ${what}`, () => {
      expect(placeFor(around(change), dir).file).to.equal(file);
    });
  }

  it('calls the plugin by its name where that is on PATH, else this very program', () => {
    expect(placeFor(around(), undefined).text).to.match(/^#!\/bin\/sh\n.*\nexec kubectl-canary __complete "\$@"\n$/);
    expect(placeFor(around({ isFile: () => false }), undefined).text).to.include('exec \'/usr/bin/node\' \'/src/jane\'\\\'\'s/main.js\' __complete "$@"');
  });

  it('is a file that Windows runs there', () => {
    const { file, text } = placeFor(around({ platform: 'win32', isFile: (found) => found.endsWith('kubectl-canary.cmd') }), undefined);
    expect(file).to.match(/kubectl_complete-canary\.cmd$/);
    expect(text).to.include('@kubectl-canary __complete %*\r\n');
  });

  it('says what to do where nothing may be written', () => {
    expect(() => placeFor(around({ mayWrite: () => false }), undefined)).to.throw('no folder on PATH can be written').with.property('outcome', 'refused');
  });
});

/** `kubectl canary dashboard`, as it is shipped, in a real browser; the cluster behind it is the embedded one, with the demo's app and users. */
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { Canary } from '../../shared/api/canary.ts';
import { drive } from '../../shared/engine/drive.ts';
import { canaries } from '../../shared/kube/resources.ts';
import { clockAtSpeed } from '../../shared/time/clock.ts';
import type { Demo } from '../../plugin/demo/demo.ts';
import { setImage } from '../../plugin/demo/set-image.ts';
import { startDemo } from '../../plugin/demo/start-demo.ts';
import { anHttpServer } from '../builders/an-http-server.ts';
import { accessibilityProblems, keepScreenshot, startBrowser } from './browser.ts';
import { start } from './child.ts';
import type { Background } from './child.ts';
import { waitFor } from './wait-for.ts';

const program = join(import.meta.dirname, '../../dist/plugin/main.js');

describe('test/cluster/dashboard.story.ts', function () {
  this.timeout(120_000);
  const ending = new AbortController();
  let demo: Demo;
  let driving: Promise<unknown>;
  let dashboard: Background;
  let address: string;
  let browser: Browser;
  let page: Page;
  /** What went wrong in the page, and every host it has asked. */
  let errors: string[];
  let hosts: Set<string>;

  before(async () => {
    demo = await startDemo({ clock: clockAtSpeed(1), port: undefined, requestsPerSecond: 40, signal: ending.signal, tell: () => undefined });
    driving = drive({ kube: demo.kube, namespace: 'demo', name: 'podinfo', identity: 'driver', user: 'admin', host: 'operator', begin: true, idle: 'stay', signal: ending.signal });
    dashboard = start({ command: process.execPath, args: [program, 'dashboard', '-n', 'demo', '--kubeconfig', demo.kubeconfigPath] });
    address = await waitFor('the address', () => dashboard.lines.find((line) => line.startsWith('http://127.0.0.1:')));
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await dashboard?.kill();
    ending.abort();
    await driving;
    await demo?.stop();
  });

  beforeEach(async () => {
    [errors, hosts] = [[], new Set()];
    page = await openPage({});
  });
  afterEach(async () => {
    await page.context().close();
    expect(errors, 'errors of the page').to.deep.equal([]);
    expect([...hosts], 'hosts that the page has asked').to.deep.equal([new URL(address).host]);
  });

  async function openPage(options: { colorScheme?: 'light' | 'dark'; viewport?: { width: number; height: number } }): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => errors.push(error.message));
    opened.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    opened.on('request', (request) => hosts.add(new URL(request.url()).host));
    await opened.goto(address);
    await opened.getByRole('heading', { level: 1 }).waitFor();
    return opened;
  }

  const canary = async () => (await demo.kube.get<Canary>({ resource: canaries, namespace: 'demo', name: 'podinfo' }))!;
  const statusOf = async () => (await canary()).status ?? {};
  const phase = (name: string) => page.locator('.heading .badge', { hasText: name }).waitFor({ timeout: 60_000 });
  const resting = () => waitFor('the rollout is over', async () => ['Initialized', 'Succeeded', 'Failed'].includes((await statusOf()).phase ?? ''));
  /** Goes on by the Tab key alone until what has the focus is called so. */
  async function tabTo(name: string): Promise<void> {
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate<string>('document.activeElement.textContent.trim()') === name) {
        return;
      }
    }
    throw new Error(`the Tab key does not come to ${name}`);
  }

  it('takes the token out of the address and keeps it from scripts', async () => {
    expect(page.url()).to.match(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{12}\/$/);
    expect(await page.evaluate('document.cookie')).to.equal('');
    const [cookie] = await page.context().cookies();
    expect(cookie).to.include({ httpOnly: true, sameSite: 'Strict', path: new URL(page.url()).pathname });
  });

  it('lists canaries', async () => {
    await page.getByRole('row', { name: /podinfo.*Initialized.*0 %/ }).waitFor();
    expect(await page.getByRole('meter', { name: 'Traffic on the canary of podinfo' }).count()).to.equal(1);
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await keepScreenshot(page, 'list');
  });

  it('shows a rollout live, and its promotion asked for by keyboard alone', async () => {
    await page.getByRole('row', { name: /podinfo/ }).waitFor();
    await tabTo('podinfo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'podinfo' }).waitFor();
    expect(await page.evaluate('document.activeElement.id'), 'what a screen reader reads after the link').to.equal('title');
    await setImage(demo.kube, '6.0.1');
    await phase('Progressing');
    await page.getByRole('img', { name: /^request-success-rate over time: 100 % at last, which has passed; expected at least 99$/ }).waitFor({ timeout: 30_000 });
    await page.getByRole('img', { name: '60 percent on the stable pods, 40 percent on the canary' }).waitFor({ timeout: 30_000 });
    expect(await page.getByRole('status').and(page.locator('#because')).textContent()).to.match(/weight 40/);
    expect(await page.locator('#diff pre').textContent()).to.match(/-\s+image: .*:6\.0\.0\n\+\s+image: .*:6\.0\.1/);
    expect(await page.locator('#events').getByRole('row', { name: /Advanced.*canary weight 40/ }).count()).to.equal(1);
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await keepScreenshot(page, 'progressing');

    await tabTo('Promote');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Promote: podinfo in demo?' });
    await dialog.waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).to.equal('Cancel');
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await keepScreenshot(page, 'confirmation');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect((await canary()).metadata.annotations ?? {}).not.to.have.property('kubectl-canary.dev/command');
    expect(await page.evaluate('document.activeElement.textContent'), 'the focus is where it was').to.equal('Promote');

    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('promote is carried out by driver').waitFor();
    await phase('Succeeded');
    expect((await statusOf()).command).to.include({ verb: 'promote', by: 'admin' });
    await keepScreenshot(page, 'promoted');
  });

  it('pauses and resumes', async () => {
    await resting();
    await page.goto(`${page.url()}#/demo/podinfo`);
    await setImage(demo.kube, '6.0.2');
    await phase('Progressing');
    for (const [verb, obeyed] of [['Pause', true], ['Resume', false]] as const) {
      await page.locator(`button:not([aria-disabled])`, { hasText: verb }).click({ timeout: 20_000 });
      await page.getByRole('dialog').getByRole('button', { name: verb }).click();
      await waitFor(`it is obeyed: ${verb}`, async () => ((await statusOf()).paused !== undefined) === obeyed);
    }
  });

  it('shows why a rollout was rolled back, in the dark', async () => {
    await page.context().close();
    page = await openPage({ colorScheme: 'dark' });
    await page.getByRole('link', { name: 'podinfo', exact: true }).click();
    demo.afflict('6.0.2', { errorPercent: 30 });
    await phase('Failed');
    expect(await page.locator('#because').textContent()).to.match(/^rolled back .*success rate/);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).to.equal('rgb(20, 23, 28)');
    await page.locator('.sides .canary', { hasText: '0 of 0 pods available' }).waitFor();
    await page.getByRole('button', { name: 'Promote all the same' }).waitFor();
    await tabTo('Pause');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('can be paused while it is analysed, not while it is Failed').waitFor();
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await keepScreenshot(page, 'rolled-back-dark');
  });

  it('fits a narrow window', async () => {
    await page.context().close();
    page = await openPage({ viewport: { width: 390, height: 800 } });
    await keepScreenshot(page, 'list-narrow');
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await page.getByRole('link', { name: 'podinfo', exact: true }).click();
    await page.locator('#timeline').waitFor();
    expect(await accessibilityProblems(page)).to.deep.equal([]);
    await keepScreenshot(page, 'rolled-back-narrow');
  });

  it('gives nothing to pages of another port in the same browser, even where they know the place', async () => {
    const place = page.url().slice(0, -1);
    await using stranger = await anHttpServer(() => ({ headers: { 'content-type': 'text/html' }, body: `<title>stranger</title><iframe src="${place}/"></iframe>` }));
    const before = JSON.stringify(await canary());
    const other = await page.context().newPage();
    const answers: (readonly [string, number])[] = [];
    other.on('response', (response) => response.url().startsWith(place) && answers.push([new URL(response.url()).pathname, response.status()]));
    await other.goto(stranger.url);
    const read = (path: string, options: string) => other.evaluate<string>(`fetch('${place}${path}', ${options}).then((answer) => answer.text(), (error) => error.name)`);
    expect(await read('/canaries/demo/podinfo', "{ credentials: 'include' }")).to.equal('TypeError');
    expect(await read('/feed', "{ credentials: 'include', mode: 'no-cors' }")).to.be.oneOf(['TypeError', '']);
    expect(await read('/commands', `{ method: 'POST', credentials: 'include', headers: { 'content-type': 'application/json', 'x-command-key': 'x' }, body: '{}' }`)).to.equal('TypeError');
    expect(await read('/commands', `{ method: 'POST', credentials: 'include', mode: 'no-cors', body: JSON.stringify({ namespace: 'demo', name: 'podinfo', verb: 'revert', force: false }) }`)).to.be.oneOf(['TypeError', '']);
    expect(answers.filter(([, status]) => status < 400), 'answers that let a stranger in').to.deep.equal([]);
    expect(answers).not.to.deep.equal([]);
    expect(stranger.received.map(({ headers }) => headers.cookie), 'cookies that another port of this machine got').to.satisfy((cookies: unknown[]) => cookies.every((cookie) => cookie === undefined));
    expect(JSON.stringify(await canary())).to.equal(before);
  });

  it('ends at once with Ctrl-C, whoever looks, and the page says so', async () => {
    const begin = performance.now();
    const { code } = await dashboard.kill('SIGINT');
    expect(code).to.equal(0);
    expect(performance.now() - begin, 'milliseconds').to.be.below(2000);
    await page.getByRole('status').getByText('the dashboard does not answer').waitFor();
    errors = []; // the lost connection is one
  });
});

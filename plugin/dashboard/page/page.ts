/** The page: follows the feed, and draws what the address asks for. */
import { confirm, readDetails, sendCommand } from './ask.ts';
import { byId } from './by-id.ts';
import { canaryView } from './canary-view.ts';
import { h, show } from './element.ts';
import { listView } from './list-view.ts';
import type { About, FeedMessage, ShownCanary, ShownDetails } from './shown.ts';

const canaries = new Map<string, ShownCanary>();
const details = new Map<string, ShownDetails>();
const reading = new Set<string>();
const outdated = new Set<string>();
let about: About | undefined;
let trouble: string | undefined;
const shownNotices = 5;

const main = byId('main');
const notices = byId('notices');
const connection = byId('connection');

function draw(): void {
  const key = keyInAddress();
  const canary = key === undefined ? undefined : canaries.get(key);
  document.title = canary === undefined ? 'Canaries' : `${canary.name}: ${canary.phase}`;
  if (about === undefined) {
    return;
  }
  byId('about').textContent = `${about.user} at ${about.server}`;
  const now = Date.now();
  if (key !== undefined && canary === undefined) {
    show(main, h('p', {}, h('a', { href: '#/' }, '← All canaries')), h('h1', { id: 'title', tabindex: -1 }, 'There is no canary ', key));
    return;
  }
  show(main, canary === undefined ? listView([...canaries.values()], about, now) : canaryView(canary, details.get(key!), now));
}

/** `#/test/podinfo`; undefined is the list. */
function keyInAddress(): string | undefined {
  return /^#\/([^/]+\/[^/]+)$/.exec(location.hash)?.[1];
}

/** What else belongs to a canary is read when it has changed and somebody looks; never twice at once. */
async function refreshDetails(key: string): Promise<void> {
  if (reading.has(key)) {
    outdated.add(key);
    return;
  }
  reading.add(key);
  const [namespace = '', name = ''] = key.split('/');
  await readDetails(namespace, name).then((read) => details.set(key, read), (error: Error) => notice(error.message, true));
  reading.delete(key);
  draw();
  if (outdated.delete(key)) {
    await refreshDetails(key);
  }
}

function take(message: FeedMessage): void {
  const open = keyInAddress();
  if (message.type === 'all') {
    ({ about, trouble } = message);
    canaries.clear();
    message.canaries.forEach((canary) => canaries.set(keyOf(canary), canary));
  } else if (message.type === 'canary') {
    canaries.set(keyOf(message.canary), message.canary);
  } else if (message.type === 'gone') {
    canaries.delete(keyOf(message));
    details.delete(keyOf(message));
  } else if (message.type === 'trouble') {
    trouble = message.message;
  } else {
    notice(message.text.includes(message.name) ? message.text : `${message.name}: ${message.text}`, message.isFailure);
  }
  const isAboutOpen = open !== undefined && canaries.has(open) && (message.type === 'all' || (message.type === 'canary' && keyOf(message.canary) === open));
  if (isAboutOpen) {
    void refreshDetails(open);
  }
  tellConnection(trouble === undefined ? 'live' : 'trouble');
  draw();
}

function keyOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function tellConnection(state: 'live' | 'trouble' | 'lost' | 'refused'): void {
  const words = { live: 'live', trouble: `trying again: ${trouble ?? ''}`, lost: 'the dashboard does not answer: has it ended?', refused: 'refused: open the address that the terminal shows' };
  connection.className = state;
  if (connection.textContent !== words[state]) {
    connection.textContent = words[state];
  }
}

function notice(text: string, isFailure = false): void {
  notices.append(h('p', { class: isFailure ? 'failure' : undefined }, text, h('button', { 'type': 'button', 'aria-label': 'Dismiss' }, '×')));
  [...notices.children].slice(0, -shownNotices).forEach((old) => old.remove());
}

async function giveCommand(verb: string): Promise<void> {
  const key = keyInAddress();
  const canary = key === undefined ? undefined : canaries.get(key);
  const offer = key === undefined ? undefined : details.get(key)?.offers.find((each) => each.verb === verb);
  if (canary === undefined || offer === undefined) {
    return;
  }
  if (offer.refusal !== undefined) {
    notice(offer.refusal, true);
    return;
  }
  if (await confirm(offer, `${canary.name} in ${canary.namespace}`)) {
    await sendCommand({ namespace: canary.namespace, name: canary.name, verb: offer.verb, force: offer.force }).catch((error: Error) => notice(error.message, true));
  }
}

function follow(): void {
  const feed = new EventSource('feed');
  feed.addEventListener('message', ({ data }: MessageEvent<string>) => take(JSON.parse(data) as FeedMessage));
  feed.addEventListener('error', () => tellConnection(feed.readyState === EventSource.CLOSED ? 'refused' : 'lost'));
}

/** Whoever goes to another place hears its title first. */
function goTo(): void {
  const key = keyInAddress();
  draw();
  document.getElementById('title')?.focus();
  scrollTo(0, 0);
  if (key !== undefined && canaries.has(key)) {
    void refreshDetails(key);
  }
}

main.addEventListener('click', ({ target }) => {
  const verb = target instanceof Element ? target.closest<HTMLElement>('[data-verb]')?.dataset['verb'] : undefined;
  if (verb !== undefined) {
    void giveCommand(verb);
  }
});
notices.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement) {
    target.closest('p')?.remove();
    main.focus();
  }
});
byId('skip').addEventListener('click', () => main.focus());
addEventListener('hashchange', goTo);
setInterval(draw, 1000); // ages and the time to the next check
follow();

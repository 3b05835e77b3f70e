/** What the page asks of the server, and of the person. */
import { byId } from './by-id.ts';
import type { CommandRequest, Offer, ShownDetails } from './shown.ts';

/** @throws Error with the server's own words. */
export async function readDetails(namespace: string, name: string): Promise<ShownDetails> {
  const answer = await fetch(`canaries/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`);
  if (!answer.ok) {
    throw new Error(await answer.text());
  }
  return (await answer.json()) as ShownDetails;
}

/** @returns what the server says when the command is written down. @throws Error where it is refused. */
export async function sendCommand(command: CommandRequest): Promise<string> {
  const key = document.querySelector<HTMLMetaElement>('meta[name="command-key"]')?.content ?? '';
  const answer = await fetch('commands', { method: 'POST', headers: { 'content-type': 'application/json', 'x-command-key': key }, body: JSON.stringify(command) });
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(text);
  }
  return text;
}

/** Shows what a command does. Cancel has the focus; Escape is no. */
export async function confirm({ label, consequence }: Offer, title: string): Promise<boolean> {
  const dialog = byId<HTMLDialogElement>('confirmation');
  byId('confirmation-title').textContent = `${label}: ${title}?`;
  byId('confirmation-text').textContent = consequence;
  byId('confirmation-yes').textContent = label;
  dialog.returnValue = 'no';
  dialog.showModal();
  byId('confirmation-no').focus();
  await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
  return dialog.returnValue === 'yes';
}

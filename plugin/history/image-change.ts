/** Images by container name. */
export type Images = Readonly<Record<string, string>>;

/**
 * What a rollout changes of the images, short: `6.0.0 → 6.0.1` where only the tag differs. Containers whose image stays are left out, and
 * names of containers too where one alone changes.
 */
export function imageChange(from: Images | undefined, to: Images | undefined): string {
  if (to === undefined) {
    return '<unknown>';
  }
  if (from === undefined) {
    return Object.values(to).map((image) => `→ ${image}`).join(', ');
  }
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((name) => from[name] !== to[name]);
  if (names.length === 0) {
    return 'same images';
  }
  return names.map((name) => `${names.length === 1 ? '' : `${name}: `}${between(from[name], to[name])}`).join(', ');
}

function between(from: string | undefined, to: string | undefined): string {
  if (from === undefined || to === undefined) {
    return from === undefined ? `+ ${to}` : `- ${from}`;
  }
  const [old, next] = [splitImage(from), splitImage(to)];
  return old.repository === next.repository ? `${lastPart(old.repository)}:${old.version} → ${next.version}` : `${from} → ${to}`;
}

/** Where an image comes from, and which of its versions. A digest names a version, too; the colon of a registry's port comes before the last slash. */
export function splitImage(image: string): { repository: string; version: string } {
  const [, repository = image, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image) ?? [];
  return { repository, version: tag ?? digest?.slice(0, 19) ?? 'latest' };
}

function lastPart(repository: string): string {
  return repository.split('/').at(-1) ?? repository;
}

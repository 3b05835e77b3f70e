export interface ImageName {
  /** Complete, as the container runtime shows it: `docker.io/library/traefik:v3`. */
  readonly full: string;
  /** Without registry and path: `traefik`. */
  readonly repository: string;
  /** `latest` where there is none. */
  readonly tag: string;
}

/** The parts of an image's name, with what it leaves out. */
export function parseImageName(image: string): ImageName {
  const [named = '', digest] = image.split('@');
  const [, path = named, tag] = /^(.*?)(?::([^:/]+))?$/.exec(named) ?? [];
  const [host = '', ...rest] = path.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(host) || host === 'localhost');
  const complete = isHost ? path : `docker.io/${rest.length === 0 ? 'library/' : ''}${path}`;
  const suffix = digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`;
  return { full: `${complete}${suffix}`, repository: path.split('/').at(-1) ?? '', tag: tag ?? 'latest' };
}

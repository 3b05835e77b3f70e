import { Url } from '../url.ts';
import type { Functions } from './function.ts';

export const urls = {
  'isURL(string)': (text: string) => Url.isOne(text),
  'url(string)': (text: string) => Url.parse(text),
  'URL.getScheme()': ({ scheme }: Url) => scheme,
  'URL.getHost()': ({ host }: Url) => host,
  'URL.getHostname()': ({ hostname }: Url) => hostname,
  'URL.getPort()': ({ port }: Url) => port,
  'URL.getEscapedPath()': ({ path }: Url) => path,
  'URL.getQuery()': ({ query }: Url) => query,
} satisfies Functions;

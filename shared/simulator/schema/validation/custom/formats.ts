/** The formats of strings that the API server checks in custom resources; all others are ignored. */
import { isIP, isIPv4, isIPv6 } from 'node:net';

const hexGroup = '[0-9a-f]{4}';
const uuidOf = (version: string, variant: string) => new RegExp(`^[0-9a-f]{8}-?${hexGroup}-?${version}-?${variant}-?[0-9a-f]{12}$`, 'i');
const shortName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const longName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const hostname = /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$/u;

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: (text) => /^[0-9a-fA-F]{24}$/.test(text),
  byte: (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) && text !== '',
  cidr: isCidr,
  date: isDate,
  datetime: isDateTime,
  duration: isDuration,
  email: (text) => /^(?:[^<>@\s]+|[^<>]*<[^<>@\s]+@[^<>@\s]+>)(?:(?<=>)|@[^<>@\s]+)$/.test(text),
  hexcolor: (text) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(text),
  hostname: (text) => hostname.test(text) && text.length <= 255 && text.split('.').every((part) => part.length <= 63),
  ipv4: (text) => isIPv4(text),
  ipv6: (text) => isIPv6(text),
  k8slongname: (text) => text.length <= 253 && longName.test(text),
  k8sshortname: (text) => text.length <= 63 && shortName.test(text),
  mac: (text) => /^([0-9a-fA-F]{2}[:-]){5}([0-9a-fA-F]{2}[:-]{0,1})$|^([0-9a-fA-F]{4}\.){2}[0-9a-fA-F]{4}$/.test(text),
  password: () => true,
  uri: (text) => /^(?:\/|[a-zA-Z][a-zA-Z0-9+.-]*:)[^\s]*$/.test(text),
  uuid: (text) => uuidOf(hexGroup, hexGroup).test(text),
  uuid3: (text) => uuidOf('3[0-9a-f]{3}', hexGroup).test(text),
  uuid4: (text) => uuidOf('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}').test(text),
  uuid5: (text) => uuidOf('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}').test(text),
};

/** Whether a string is of the format; undefined where the API server ignores it. Hyphens in a format's name do not count. */
export function checkOfFormat(format: string): ((text: string) => boolean) | undefined {
  return checks[format.replaceAll('-', '')];
}

function isCidr(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  const family = isIP(address);
  return more.length === 0 && family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const [, hour, minute, second] = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return isDate(date) && hour !== undefined && hour <= '23' && minute! <= '59' && second! <= '59';
}

/** Go's, such as `1h30m`, and others with words, such as `2 days`. */
function isDuration(text: string): boolean {
  return /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text) || /\d+\s*(?:ns|nano|us|µs|micro|ms|milli|s|sec|m|min|h|hr|hour|d|day|w|wk|week)/i.test(text);
}

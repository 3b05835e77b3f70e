const decimals = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binaries = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** An amount as Kubernetes writes it: `0.5` as `500m`, `1024Mi` as `1Gi`, rounded up to thousandths. Undefined where it is none. */
export function canonicalQuantity(text: string): string | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] = /^([+-]?)(\d*)(?:\.(\d*))?((?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?)$/.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') {
    return undefined;
  }
  const milli = milliOf(BigInt(whole + fraction), fraction.length, suffix);
  const written = binaries.indexOf(suffix) > 0 && milli % 1000n === 0n ? binary(milli / 1000n) : decimal(milli, suffix);
  return sign === '-' && milli !== 0n ? `-${written}` : written;
}

function milliOf(digits: bigint, places: number, suffix: string): bigint {
  const power = 3 - places + exponentOf(suffix);
  const value = binaries.indexOf(suffix) > 0 ? digits * 1024n ** BigInt(binaries.indexOf(suffix)) : digits;
  const divisor = power < 0 ? 10n ** BigInt(-power) : 1n;
  return power < 0 ? (value + divisor - 1n) / divisor : value * 10n ** BigInt(power);
}

function exponentOf(suffix: string): number {
  if (/^[eE][+-]?\d/.test(suffix)) {
    return Number(suffix.slice(1));
  }
  return binaries.indexOf(suffix) > 0 ? 0 : (decimals.indexOf(suffix) - 3) * 3;
}

function binary(value: bigint): string {
  let power = 0;
  while (value !== 0n && value % 1024n === 0n && power < binaries.length - 1) {
    value /= 1024n;
    power += 1;
  }
  return `${value}${binaries[power]}`;
}

function decimal(milli: bigint, suffix: string): string {
  let power = 2;
  while (milli !== 0n && milli % 1000n === 0n && power < decimals.length - 1) {
    milli /= 1000n;
    power += 1;
  }
  const exponent = (power - 3) * 3;
  const isScientific = /^[eE][+-]?\d/.test(suffix);
  return `${milli}${milli === 0n ? '' : isScientific ? (exponent === 0 ? '' : `e${exponent}`) : decimals[power]}`;
}

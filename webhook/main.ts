#!/usr/bin/env node
/** The webhook as a process: settings in, signals heard, exit code out. */
import { networkInterfaces } from 'node:os';
import { describeFailure, exitCodes, Failure } from '../shared/errors.ts';
import { connect } from '../shared/kube/connect.ts';
import { realTime } from '../shared/time/clock.ts';
import { readSettings } from './settings.ts';
import { startWebhook } from './start-webhook.ts';

/** For a call to the API server; those of a review end earlier. */
const requestTimeoutMs = 10_000;

try {
  await run();
  process.exit(0);
} catch (error) {
  log(`error: ${describeFailure(error)}`);
  process.exit(exitCodes[error instanceof Failure ? error.outcome : 'internal']);
}

async function run(): Promise<void> {
  const asked = askedToEnd();
  const settings = readSettings(process.argv.slice(2), process.env);
  const kube = await connect({ requestTimeoutMs });
  const webhook = await startWebhook({ kube, settings, host: anyAddress(), clock: realTime, log });
  await Promise.race([asked, webhook.failed]);
  await webhook.stop();
}

function askedToEnd(): Promise<void> {
  return new Promise((resolve) => process.once('SIGTERM', () => resolve()).once('SIGINT', () => resolve()));
}

/** Also that of IPv6, in a pod that has it. */
function anyAddress(): string {
  const hasIPv6 = Object.values(networkInterfaces()).flat().some((address) => address?.family === 'IPv6');
  return hasIPv6 ? '::' : '0.0.0.0';
}

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}

import { exitCodes } from '../shared/errors.ts';

/** Fires at the first Ctrl-C or SIGTERM, so that a command can end in order; the second ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) {
      process.exit(exitCodes.interrupted);
    }
    controller.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  return controller.signal;
}

import { clockAtSpeed } from '../../shared/time/clock.ts';
import { Failure } from '../../shared/errors.ts';
import type { Demo } from '../demo/demo.ts';
import { liveStage } from '../demo/live-stage.ts';
import { plainStage } from '../demo/plain-stage.ts';
import { runDemo } from '../demo/run-demo.ts';
import { startDemo } from '../demo/start-demo.ts';
import { canAsk, followKeys } from '../terminal/keys.ts';
import { defineCommand } from './command.ts';

const usualRate = 40;
const highestRate = 150;

/** Shows everything on an embedded cluster; needs none, and leaves nothing behind. */
export const command = defineCommand({
  positionals: {},
  flags: {
    plain: { type: 'boolean', default: false, describe: 'tell the story line by line and end with it, as where stdout is no terminal' },
    speed: { type: 'number', requiresArg: true, default: 1, describe: 'how many times faster than real time the cluster lives' },
    port: { type: 'number', requiresArg: true, describe: 'port of the embedded API server on 127.0.0.1; any that is free where absent' },
  },
  examples: [
    ['demo', 'see a release go well and another go wrong, then play'],
    ['demo --plain --speed 10', 'the story as lines, in less than a minute'],
  ],
  async run({ args, output, signal }) {
    if (!(args.speed > 0 && args.speed <= 100)) {
      throw new Failure('usage', `--speed: expected a number above 0, up to 100, got ${args.speed}`);
    }
    const clock = clockAtSpeed(args.speed);
    const isLive = !args.plain && output.isTerminal && canAsk();
    const requestsPerSecond = Math.min(highestRate, usualRate * args.speed);
    const stage = isLive ? liveStage(clock) : plainStage(output, clock);
    let demo: Demo | undefined;
    try {
      demo = await startDemo({ clock, port: args.port, requestsPerSecond, signal, tell: (line) => stage.say(line) });
      stage.begin(demo);
      await runDemo({ demo, stage, signal, followKeys: isLive ? followKeys : undefined });
    } catch (error) {
      // What breaks off after Ctrl-C is its consequence.
      if (!signal.aborted) {
        throw error;
      }
    } finally {
      stage.close();
      await demo?.stop();
    }
    return signal.aborted ? 'interrupted' : undefined;
  },
});

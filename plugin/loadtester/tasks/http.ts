import type { GatePayload } from '../../../shared/gates/gate.ts';
import { sendDirectly } from '../../../shared/kube/direct-http.ts';
import { Unreachable } from '../../../shared/kube/kube.ts';
import { parseRequest } from '../request-spec.ts';
import type { RequestSpec } from '../request-spec.ts';
import { sendLoad } from '../send-load.ts';
import { startTask } from '../start-task.ts';
import { reply } from '../task.ts';
import type { Reply, Task, TaskContext } from '../task.ts';

/** Sends requests without any shell: one, whose answer is the verdict, or with `duration` or `requestsPerSecond` a load. */
export const http: Task = {
  type: 'http',
  runsShell: false,
  async run(payload, context) {
    const spec = parseRequest(payload.metadata, payload.namespace);
    if (spec.load === undefined) {
      return accept(spec, context.signal);
    }
    const { requestsPerSecond, durationSeconds } = spec.load;
    if (durationSeconds * 1000 > context.timeoutMs) {
      throw new RangeError(`metadata.duration is longer than this load tester allows, ${context.timeoutMs / 1000}s: see its --timeout`);
    }
    return startTask(payload, context, { what: `${spec.method} ${spec.url} ${requestsPerSecond}/s`, run: (signal) => load(payload, spec, { context, signal }) });
  },
};

async function accept(spec: RequestSpec, signal: AbortSignal): Promise<Reply> {
  const { method, url, expectedStatus } = spec;
  try {
    const { status } = await send(spec, signal);
    return spec.isExpected(status) ? reply(200, `${method} ${url} answered ${status}`) : reply(500, `${method} ${url} answered ${status}, expected ${expectedStatus}`);
  } catch (error) {
    if (error instanceof Unreachable) {
      return reply(500, `${method} ${url}: ${error.message}`);
    }
    throw error;
  }
}

/** Counts by status code; what was not answered has the code `none`. */
async function load(payload: GatePayload, spec: RequestSpec, { context, signal }: { context: TaskContext; signal: AbortSignal }): Promise<void> {
  const codes: Record<string, number> = {};
  const leftOut = await sendLoad({
    ...spec.load!,
    signal,
    send: async () => {
      const code = await send(spec, signal).then(({ status }) => String(status), () => 'none');
      codes[code] = (codes[code] ?? 0) + 1;
      context.count(payload, code);
    },
  });
  const counts = Object.entries(codes).map(([code, count]) => `${count} x ${code}`).join(', ');
  context.log(`${payload.name}.${payload.namespace}: ${spec.method} ${spec.url}: ${counts || 'nothing sent'}${leftOut === 0 ? '' : `, ${leftOut} left out as too many were under way`}`);
}

function send({ method, url, headers, body, timeoutMs }: RequestSpec, signal: AbortSignal) {
  return sendDirectly(url, { method, headers, timeoutMs, signal, ...(body === undefined ? {} : { body }) });
}

import { ApiError } from '../../shared/kube/kube.ts';
import type { Kube } from '../../shared/kube/kube.ts';

export interface LogOf {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly tailLines: number;
  /** Of its run before this one. */
  readonly previous?: boolean;
}

/** The end of what a container has said. @throws ApiError where the API server does not give it; Unreachable. */
export async function readLog(kube: Kube, { namespace, pod, container, tailLines, previous }: LogOf): Promise<string> {
  const { status, text } = await kube.request(`/api/v1/namespaces/${namespace}/pods/${pod}/log`, { query: { container, tailLines, previous } });
  if (status !== 200) {
    throw new ApiError(status, '', messageOf(text));
  }
  return text;
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}

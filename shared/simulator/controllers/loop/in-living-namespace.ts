import { isNamespaceTerminating } from '../../../kube/kube.ts';

/** What comes of a creation; undefined where its namespace is being deleted, as nothing can be made there and nothing is missing. @throws ApiError */
export async function inLivingNamespace<T>(creation: Promise<T>): Promise<T | undefined> {
  try {
    return await creation;
  } catch (error) {
    if (isNamespaceTerminating(error)) {
      return undefined;
    }
    throw error;
  }
}

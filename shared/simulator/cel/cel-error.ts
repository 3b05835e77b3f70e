/** An expression that cannot be read or evaluated. The message is worded as the API server's, without the expression. */
export class CelError extends Error {
  override readonly name = 'CelError';
}

/** No function or operator takes values of these kinds. */
export function noSuchOverload(): CelError {
  return new CelError('no such overload');
}

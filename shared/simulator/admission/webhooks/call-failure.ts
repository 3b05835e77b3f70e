/** A webhook could not be asked, or gave no answer that can be used. What that means is up to its failurePolicy. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
}

import type { CloseReason } from 'shared/protocol/close'
import type { ProblemCode } from 'shared/protocol/problem'

/** What a request hears where a connection would have been closed. */
export const problemOfClose: Readonly<Record<CloseReason, ProblemCode>> = {
  signedOut: 'signedOut',
  accessWithdrawn: 'denied',
  absent: 'notFound',
  tooLarge: 'tooLarge',
  olderClient: 'olderClient',
  accessChanged: 'busy',
  restarting: 'busy',
  roomFull: 'busy',
  lagging: 'busy',
}

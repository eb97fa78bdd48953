/**
 * Why the server ends a room's session (DESIGN §3). 44xx is final for y-websocket ≥ 3.1, 45xx means "come back later".
 * `absent` is also what an outsider hears about a document that exists.
 */
export const closeCodes = {
  signedOut: 4401,
  accessWithdrawn: 4403,
  absent: 4404,
  tooLarge: 4413,
  olderClient: 4426,
  accessChanged: 4501,
  restarting: 4503,
  roomFull: 4508,
  lagging: 4513,
} as const

export type CloseReason = keyof typeof closeCodes

import { encodeAwareness } from 'shared/protocol/frames'
import { writePresence } from 'shared/protocol/presence'

/** Bytes of an awareness update about one client: a name and a place in the text, as an editor tells them. */
export const presenceOf = (clientId: number, clock: number): Uint8Array => {
  const user = { name: 'Соколовская Д. И.', color: '#30bced' }
  const cursor = {
    anchor: { item: { client: clientId, clock } },
    head: { item: { client: clientId, clock } },
  }
  return writePresence([{ clientId, clock, state: JSON.stringify({ user, cursor }) }])
}

export const presenceFrame = (clientId: number, clock: number): Uint8Array =>
  encodeAwareness(presenceOf(clientId, clock))

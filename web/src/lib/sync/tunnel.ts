import { closeCodes } from 'shared/protocol/close'
import type { Outbox } from 'shared/protocol/outbox'
import { isProblem } from 'shared/protocol/problem'
import { decodeRecords, TUNNEL_EVENT, type TunnelRecord } from 'shared/protocol/tunnel'
import type { Socket } from 'socket.io-client'
import { Channel, states, type Carrier } from './channel.ts'
import { openLine } from './line.ts'
import type { TunnelReports } from './pending.ts'

const LOST = 1006

type Roster = {
  channels: Map<number, { channel: Channel; name: string }>
  rooms: Map<number, Set<Channel>>
}

const forget = ({ channels, rooms }: Roster, channel: Channel): void => {
  channels.delete(channel.number)
  for (const members of rooms.values()) members.delete(channel)
}

const enter = ({ rooms }: Roster, room: number, channel: Channel): void => {
  rooms.set(room, (rooms.get(room) ?? new Set()).add(channel))
  channel.opened()
}

const dispatch = (roster: Roster, outbox: Outbox, record: TunnelRecord): void => {
  if (record.kind === 'live') {
    for (const member of roster.rooms.get(record.room) ?? []) member.deliver(record.bytes)
    return
  }
  if (record.kind === 'confirm') {
    outbox.confirmed(record.channel)
    return
  }
  if (record.kind === 'part') outbox.confirm(record.channel)
  const channel = roster.channels.get(record.channel)?.channel
  // Unknown: a frame that was on its way when the channel was closed here.
  if (!channel) return
  if (record.kind === 'opened') enter(roster, record.room, channel)
  else if (record.kind === 'frame' || record.kind === 'part') channel.received(record)
  else if (record.kind === 'close') {
    // What still waits to be sent has nobody to confirm it.
    outbox.drop(record.channel)
    forget(roster, channel)
    channel.closed(record.code, record.reason)
  }
}

const closeAll = (roster: Roster, code: number, reason: string): void => {
  for (const { channel } of [...roster.channels.values()]) {
    forget(roster, channel)
    channel.closed(code, reason)
  }
}

/** Channels that still connect wait for the connection; those that were open end as a lost WebSocket does. */
const loseOpenChannels = (roster: Roster): void => {
  for (const { channel } of [...roster.channels.values()])
    if (channel.readyState === states.OPEN) {
      forget(roster, channel)
      channel.closed(LOST, '')
    }
  roster.rooms.clear()
}

const isSignedOut = (error: Error & { data?: unknown }): boolean =>
  isProblem(error.data) && error.data.problem === 'signedOut'

/**
 * Carries the frames of any number of WebsocketProviders over one socket.io connection. Gives a maker of classes for
 * their `WebSocketPolyfill`; each class tells its own `reports` what the server has committed:
 * `const tunnel = createTunnel(socket)` once, then
 * `new WebsocketProvider(url, documentId, doc, { WebSocketPolyfill: tunnel({ onWaiting, onRejected }), disableBc: true })`.
 */
export const createTunnel = (socket: Socket) => {
  const roster: Roster = { channels: new Map(), rooms: new Map() }
  const outbox = openLine(socket)
  let lastNumber = 0

  const ask = (channel: Channel, name: string) =>
    outbox.write(channel.number, { kind: 'open', channel: channel.number, name })

  const carrier: Carrier = {
    open: (channel, name) => {
      roster.channels.set(channel.number, { channel, name })
      if (socket.connected) ask(channel, name)
    },
    send: (records) => {
      for (const record of records) outbox.write(record.channel, record)
    },
    close: (channel) => {
      forget(roster, channel)
      if (socket.connected)
        outbox.write(channel.number, { kind: 'close', channel: channel.number, code: 1000, reason: '' })
    },
  }

  socket.on('connect', () => {
    for (const { channel, name } of roster.channels.values()) ask(channel, name)
  })
  socket.on('disconnect', () => loseOpenChannels(roster))
  socket.on('connect_error', (error: Error) => {
    if (isSignedOut(error)) closeAll(roster, closeCodes.signedOut, 'signedOut')
  })
  socket.on(TUNNEL_EVENT, (packet: ArrayBuffer | Uint8Array) => {
    for (const record of decodeRecords(new Uint8Array(packet))) dispatch(roster, outbox, record)
  })

  return (reports: TunnelReports = {}): typeof WebSocket => {
    class TunnelWebSocket extends Channel {
      constructor(url: string | URL) {
        super(url, ++lastNumber, carrier, reports)
      }
    }
    // It has the members that the provider uses, not all of the browser's WebSocket.
    return TunnelWebSocket as unknown as typeof WebSocket
  }
}

export type Tunnel = ReturnType<typeof createTunnel>

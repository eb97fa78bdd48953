import type { MessageKey } from 'shared/i18n/translate'

/** The ways to the server, the simplest first. */
export const ways = ['page', 'request', 'polling', 'websocket', 'native'] as const
export type Way = (typeof ways)[number]

/** What became of trying a way; `ms` until it answered, `s` seconds that it lived or was watched. */
export type Finding =
  | { is: 'trying' }
  | { is: 'holding'; ms: number }
  | { is: 'works'; ms: number }
  | { is: 'held'; ms: number; s: number }
  | { is: 'cut'; ms: number; s: number }
  | { is: 'blocked' }
  | { is: 'tooLong' }

export type Findings = Record<Way, Finding>

export const nothingYet: Findings = {
  page: { is: 'trying' },
  request: { is: 'trying' },
  polling: { is: 'trying' },
  websocket: { is: 'trying' },
  native: { is: 'trying' },
}

const isOpen = ({ is }: Finding): boolean => is === 'trying' || is === 'holding'
const isGood = ({ is }: Finding): boolean => is === 'works' || is === 'held'

/** True when there is nothing more to wait for. */
export const isFinished = (findings: Findings): boolean => !ways.some((way) => isOpen(findings[way]))

/** How people at this computer can work, in one sentence. */
export const verdictOf = (findings: Findings): MessageKey => {
  const { page, request, polling, websocket } = findings
  if (!isFinished(findings)) return 'connection.verdictTrying'
  if (isGood(websocket)) return 'connection.verdictQuick'
  if (isGood(polling)) return 'connection.verdictSlow'
  if (isGood(request) || request.is === 'tooLong') return 'connection.verdictExchange'
  return isGood(page) ? 'connection.verdictReading' : 'connection.verdictNothing'
}

export const resultKey = ({ is }: Finding): MessageKey => `connection.${is}`

type Ask = { key: MessageKey; s?: number }

const askOf = (finding: Finding, blocked: MessageKey, cut: MessageKey): Ask[] => {
  if (finding.is === 'cut') return [{ key: cut, s: finding.s }]
  return finding.is === 'blocked' ? [{ key: blocked }] : []
}

/** What the network's administrator can do about it. */
export const asksOf = ({ page, request, polling, websocket, native }: Findings): Ask[] => {
  if (page.is === 'blocked') return [{ key: 'connection.askPage' }]
  return [
    ...askOf(websocket, 'connection.askWebsocket', 'connection.askWebsocketCut'),
    ...askOf(polling, 'connection.askPolling', 'connection.askPollingCut'),
    ...askOf(request, 'connection.askRequest', 'connection.askRequest'),
    ...(request.is === 'tooLong' ? [{ key: 'connection.askBodies' as const }] : []),
    ...(isGood(websocket) && native.is === 'blocked' ? [{ key: 'connection.askNative' as const }] : []),
  ]
}

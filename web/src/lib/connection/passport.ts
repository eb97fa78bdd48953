import type { Translate } from 'shared/i18n/translate'
import { asksOf, isFinished, resultKey, verdictOf, ways, type Findings, type Way } from './findings.ts'
import { REQUEST_BYTES } from './probes.ts'

/** Where the check was made. */
export type Place = { host: string; port: string; protocol: string; browser: string; at: string }

/** All that the passport says, in the reader's language; the page and its text are made of it. */
export type Passport = {
  verdict: string
  found: { way: Way; name: string; result: string }[]
  asks: string[]
  needs: string[]
  checked: string[]
}

const nameKeys = {
  page: 'connection.wayPage',
  request: 'connection.wayRequest',
  polling: 'connection.wayPolling',
  websocket: 'connection.wayWebsocket',
  native: 'connection.wayNative',
} as const satisfies Record<Way, string>

const sayAsks = (findings: Findings, host: string, t: Translate): string[] => {
  const asks = asksOf(findings).map(({ key, s = 0 }) => t(key, { host, s }))
  if (asks.length > 0) return asks
  return [t(isFinished(findings) ? 'connection.asksNothing' : 'connection.asksLater')]
}

export const sayPassport = (findings: Findings, place: Place, t: Translate): Passport => {
  const { host, port } = place
  return {
    verdict: t(verdictOf(findings)),
    found: ways.map((way) => ({
      way,
      name: t(nameKeys[way], { kb: REQUEST_BYTES / 1024 }),
      result: t(resultKey(findings[way]), findings[way]),
    })),
    asks: sayAsks(findings, host, t),
    needs: [
      t('connection.needHost', { host, port }),
      t('connection.needWebsocket'),
      t('connection.needPolling'),
      t('connection.needBodies'),
      t('connection.needFilter'),
    ],
    checked: [
      t('connection.checkedAt', { at: place.at }),
      t('connection.checkedProtocol', { protocol: place.protocol }),
      t('connection.checkedBrowser', { browser: place.browser }),
    ],
  }
}

/** The same as plain text, for a letter. */
export const textOf = ({ verdict, found, asks, needs, checked }: Passport, t: Translate): string => {
  const part = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `- ${line}`), '']
  return [
    t('connection.title'),
    '',
    verdict,
    '',
    ...part(
      t('connection.found'),
      found.map(({ name, result }) => `${name}: ${result}`),
    ),
    ...part(t('connection.asks'), asks),
    ...part(t('connection.needs'), needs),
    ...part(t('connection.checked'), checked),
  ].join('\n')
}

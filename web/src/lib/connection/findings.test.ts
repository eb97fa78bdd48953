import { describe, expect, test } from 'vitest'
import { asksOf, nothingYet, verdictOf, type Findings } from './findings.ts'

const works = { is: 'works', ms: 5 } as const
const held = { is: 'held', ms: 5, s: 30 } as const
const blocked = { is: 'blocked' } as const
const all: Findings = { page: works, request: works, polling: held, websocket: held, native: works }
const keysFor = (change: Partial<Findings>) => asksOf({ ...all, ...change }).map(({ key }) => key)
const verdict = (change: Partial<Findings>) => verdictOf({ ...all, ...change })

describe('the connection passport', () => {
  test('says how people can work from here', () => {
    expect(verdictOf(nothingYet)).toBe('connection.verdictTrying')
    expect(verdict({ websocket: { is: 'holding', ms: 3 } })).toBe('connection.verdictTrying')
    expect(verdict({})).toBe('connection.verdictQuick')
    expect(verdict({ websocket: blocked })).toBe('connection.verdictSlow')
    expect(verdict({ websocket: { is: 'cut', ms: 3, s: 10 } })).toBe('connection.verdictSlow')
    const noLine = { websocket: blocked, polling: blocked }
    expect(verdict(noLine)).toBe('connection.verdictExchange')
    expect(verdict({ ...noLine, request: { is: 'tooLong' } })).toBe('connection.verdictExchange')
    expect(verdict({ ...noLine, request: blocked })).toBe('connection.verdictReading')
    expect(verdict({ ...noLine, request: blocked, page: blocked })).toBe('connection.verdictNothing')
  })

  test('asks for what is missing and for nothing else', () => {
    expect(keysFor({})).toEqual([])
    expect(keysFor({ websocket: blocked, native: blocked })).toEqual(['connection.askWebsocket'])
    expect(asksOf({ ...all, websocket: { is: 'cut', ms: 3, s: 10 } })).toEqual([
      { key: 'connection.askWebsocketCut', s: 10 },
    ])
    expect(keysFor({ polling: { is: 'cut', ms: 3, s: 9 } })).toEqual(['connection.askPollingCut'])
    expect(keysFor({ request: { is: 'tooLong' } })).toEqual(['connection.askBodies'])
    expect(keysFor({ native: blocked })).toEqual(['connection.askNative'])
    expect(keysFor({ page: blocked, request: blocked })).toEqual(['connection.askPage'])
  })
})

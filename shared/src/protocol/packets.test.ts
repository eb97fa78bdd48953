import { describe, expect, test } from 'vitest'
import { packetParser } from './packets.ts'

const read = (message: unknown): unknown[] => {
  const decoder = new packetParser.Decoder()
  const heard: unknown[] = []
  decoder.on('decoded', (packet) => heard.push(packet))
  decoder.add(message)
  return heard
}
const encoder = new packetParser.Encoder()

describe('T6: packets of the connection', () => {
  test('a packet of the tunnel is its bytes and nothing else', () => {
    const bytes = Uint8Array.of(1, 2, 3)
    expect(encoder.encode({ type: 2, data: ['tunnel', bytes] })).toEqual([bytes])
    expect(read(bytes)).toEqual([{ type: 2, nsp: '/', data: ['tunnel', bytes] }])
    expect(read(bytes.buffer)).toHaveLength(1)
  })

  test('comings and goings are read back as written', () => {
    for (const packet of [
      { type: 0, nsp: '/', data: { sid: 'a' } },
      { type: 0, nsp: '/', data: undefined },
      { type: 1, nsp: '/', data: undefined },
      { type: 4, nsp: '/', data: { message: 'signedOut', data: { problem: 'signedOut' } } },
    ])
      expect(encoder.encode(packet).flatMap(read)).toEqual([packet])
  })

  test('nothing but the tunnel can be said', () => {
    expect(() => encoder.encode({ type: 2, data: ['tunnel', 'words'] })).toThrow()
    expect(() => encoder.encode({ type: 2, data: ['other', Uint8Array.of(1)] })).toThrow()
  })

  test.each([
    '',
    '0',
    'null',
    '{}',
    '[]',
    '[2,["disconnect"]]',
    '[2,["error",1]]',
    '[3,[]]',
    '[0,[]]',
    '[0,{},1]',
    '[1,{}]',
    '["0"]',
    '51-["tunnel",{"_placeholder":true,"num":0}]',
    `[0,${'['.repeat(100_000)}`,
  ])('%s throws, so that the connection ends', (text) => {
    expect(() => read(text)).toThrow()
  })

  test('who has stopped listening hears nothing', () => {
    const decoder = new packetParser.Decoder()
    const heard: unknown[] = []
    const listener = (packet: unknown) => heard.push(packet)
    decoder.on('decoded', listener)
    decoder.removeListener('decoded', listener)
    decoder.add('[0]')
    expect(heard).toEqual([])
  })
})

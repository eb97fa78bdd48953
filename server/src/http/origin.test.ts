import { expect, it } from 'vitest'
import { isOwnOrigin } from './origin.ts'

it.each([
  ['https://krug.example.org', 'https://krug.example.org', true],
  ['https://krug.example.org.evil.org', 'https://krug.example.org', false],
  ['https://evil-krug.example.org', 'https://krug.example.org', false],
  ['http://krug.example.org', 'https://krug.example.org', false],
  ['https://krug.example.org:8443', 'https://krug.example.org', false],
  ['null', 'https://krug.example.org', false],
  ['', 'https://krug.example.org', false],
  ['http://127.0.0.1:3000', 'http://localhost:3000', true],
  ['http://[::1]:3000', 'http://localhost:3000', true],
  ['http://localhost:3001', 'http://localhost:3000', false],
  ['http://localhost.evil.org:3000', 'http://localhost:3000', false],
  ['http://127.0.0.1:3000', 'https://krug.example.org', false],
])('origin %s at %s: %s', (origin, publicUrl, own) => {
  expect(isOwnOrigin(origin, publicUrl)).toBe(own)
})

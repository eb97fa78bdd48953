import { expect, it } from 'vitest'
import { addressFrom } from './address.ts'

it.each([
  ['school.example', 'https://school.example'],
  [' школа.рф/уроки?8=б ', 'https://школа.рф/уроки?8=б'],
  ['https://school.example/a', 'https://school.example/a'],
  ['zhdanova@school.example', 'mailto:zhdanova@school.example'],
  ['/documents/1', '/documents/1'],
  ['javascript:alert(1)', null],
  ['просто слова', null],
  ['', null],
])('makes of «%s» %s', (typed, address) => expect(addressFrom(typed)).toBe(address))

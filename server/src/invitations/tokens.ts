import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import type { InvitationHashes } from 'db/queries/invitations'

/** Crockford's alphabet: no letter that can be read as a digit. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 12

/** Letters typed on the Russian layout, and the ones that look like digits, as what was printed. */
const lookAlikes: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  З: '3',
  O: '0',
  I: '1',
  L: '1',
}

/** 256 random bits for a link. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/** Sixty random bits for paper: «K7QM-2XPD-9RTA». */
export const makeCode = (): string => {
  const code = Array.from({ length: CODE_LENGTH }, () => signs.charAt(randomInt(signs.length))).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

const plainCode = (code: string): string =>
  Array.from(code.toUpperCase(), (sign) => lookAlikes[sign] ?? sign)
    .join('')
    .replace(/[^0-9A-Z]/g, '')

/**
 * What is kept of a token or a code, and what is looked up when somebody brings one. A code is short, so its hash is
 * keyed: a copy of the database alone does not let anyone try all of them.
 */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
export const hashCode = (secret: string, code: string): string =>
  createHmac('sha256', secret)
    .update(`invitation\n${plainCode(code)}`)
    .digest('hex')

export const hashesOf = (secret: string, brought: string): InvitationHashes => ({
  tokenHash: hashToken(brought),
  codeHash: hashCode(secret, brought),
})

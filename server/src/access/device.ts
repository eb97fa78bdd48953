import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const sign = (secret: string, email: string, nonce: string): string =>
  createHmac('sha256', secret).update(`device\n${email}\n${nonce}`).digest('base64url')

/** A mark for the browser in which this account has just signed in; it opens nothing, it only counts apart. */
export const makeDeviceMark = (secret: string, email: string): string => {
  const nonce = randomBytes(16).toString('base64url')
  return `${nonce}.${sign(secret, email, nonce)}`
}

/** The device's name when the mark is ours and was given for this account; else null. */
export const readDeviceMark = (secret: string, email: string, mark: string | undefined): string | null => {
  const [nonce, signature] = mark?.split('.') ?? []
  if (!nonce || !signature) return null
  const expected = Buffer.from(sign(secret, email, nonce))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? nonce : null
}

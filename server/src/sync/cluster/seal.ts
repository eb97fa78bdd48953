import { createHmac, timingSafeEqual } from 'node:crypto'

const SEAL_LENGTH = 22

/**
 * What nodes of one installation share through SECRET: names that nobody else can guess, and a seal, so that whoever can
 * write to Redis can still not speak for a node (SPEC K6).
 */
export const createSeal = (secret: string) => {
  const key = createHmac('sha256', secret).update('krug nodes').digest()
  const sign = (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, SEAL_LENGTH)

  return {
    /** A name for keys and channels that does not tell what it stands for. */
    nameOf: sign,
    seal: (channel: string, text: string): string => `${sign(`${channel}\n${text}`)}${text}`,
    /** The text of a sealed message; null when the seal is not ours, or of another channel. */
    open: (channel: string, sealed: string): string | null => {
      const text = sealed.slice(SEAL_LENGTH)
      const [given, wanted] = [sealed.slice(0, SEAL_LENGTH), sign(`${channel}\n${text}`)]
      const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
      return one.length === other.length && timingSafeEqual(one, other) ? text : null
    },
  }
}

export type Seal = ReturnType<typeof createSeal>

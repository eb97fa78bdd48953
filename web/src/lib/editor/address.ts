import { isSafeUrl } from 'shared/documents/schema/url'

const mail = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/u
const site = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#:].*)?$/u

/** Makes an address of what a person typed: «school.example» gets its https://, a mailbox its mailto:. */
export const addressFrom = (typed: string): string | null => {
  const words = typed.trim()
  const address = mail.test(words) ? `mailto:${words}` : site.test(words) ? `https://${words}` : words
  return isSafeUrl(address) ? address : null
}

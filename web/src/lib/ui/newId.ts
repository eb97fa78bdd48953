const RANDOM_BYTES = 16
const TIME_DIGITS = 12

/** A new UUIDv7. `crypto.randomUUID` is missing where Krug is opened without https, as in a school's own network. */
export const newId = (now = Date.now()): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const digits =
    now.toString(16).padStart(TIME_DIGITS, '0') +
    Array.from(bytes.slice(TIME_DIGITS / 2), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

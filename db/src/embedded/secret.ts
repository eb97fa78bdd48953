import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Reads a secret of 256 bits from a file, which is made at the first start and readable by Krug's account alone.
 * The file appears whole or not at all, so that two starts at once agree.
 */
export const keepSecret = (file: string): string => {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch {
      // Another start made it a moment ago; its secret is as good as ours.
    }
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}

import { buildPages } from '../boot/build.ts'
import { say } from './open.ts'

/** `krug prepare`: builds the pages if their sources changed, for places where the server itself may not write. */
export const prepare = async (): Promise<void> => {
  await buildPages(say)
  say('The pages are prepared.')
}

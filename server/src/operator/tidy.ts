import { tidyHistory } from '../versions/retention.ts'
import { say, withKrug } from './open.ts'

/** `krug tidy`: what a running Krug does every day by itself. */
export const tidy = (): Promise<void> =>
  withKrug(async (deps) => {
    const { rows, versions } = await tidyHistory(deps)
    say(`${rows} rows of logs and ${versions} automatic versions were too old and are gone.`)
  })

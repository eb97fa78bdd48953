import { must } from 'shared/must'
import type { SchoolCode } from '../schools.ts'

/** Database ids of what the demo names by number or code; filled while it loads. */
export type DemoIds = {
  networkId: string
  school: (code: SchoolCode) => string
  person: (number: number) => string
}

export type Registry<K> = { set: (key: K, id: string) => void; get: (key: K) => string }

export const registry = <K>(what: string): Registry<K> => {
  const ids = new Map<K, string>()
  return {
    set: (key, id) => void ids.set(key, id),
    get: (key) => must(ids.get(key), `the ${what} ${String(key)} of the demo`),
  }
}

import type { Db } from '../../src/connect.ts'
import { newId } from '../../src/id.ts'
import { holidays, networks, schools } from '../../src/schema/schools.ts'
import type { DemoCalendar } from '../calendar.ts'
import { demoHolidays, demoNetwork, demoSchools, type SchoolCode } from '../schools.ts'
import { registry, type Registry } from './ids.ts'

/** The network with its holidays and schools; gives the network's id and the schools' ids by code. */
export const loadNetwork = async (
  tx: Db,
  calendar: DemoCalendar,
): Promise<{ networkId: string; schools: Registry<SchoolCode> }> => {
  const networkId = newId()
  await tx.insert(networks).values({ id: networkId, ...demoNetwork })
  await tx.insert(holidays).values(
    demoHolidays.map(({ title, since, until }) => ({
      id: newId(),
      networkId,
      title,
      since: calendar.day(since),
      until: calendar.day(until),
    })),
  )
  const ids = registry<SchoolCode>('school')
  const rows = demoSchools.map(({ key, ...school }, index) => {
    const id = newId()
    ids.set(key, id)
    return { id, networkId, position: index + 1, ...school }
  })
  await tx.insert(schools).values(rows)
  return { networkId, schools: ids }
}

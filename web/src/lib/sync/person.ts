import type { Me } from 'shared/people/outputs'

/** Who a browser shows to the others in a room. The server sets it from the session, whatever the bytes claim. */
export type RoomPerson = {
  id: string
  /** «Соколовская Д. И.» */
  name: string
  /** «Гимназия № 1»; empty when the person works for no school now. */
  school: string
  /** Number of the school's colour. */
  colour: number
}

export type Presence = { person: RoomPerson; clients: readonly number[]; away: boolean; self: boolean }

type Shown = { user?: Partial<RoomPerson>; away?: boolean } | null

export const readPerson = (state: Shown | undefined): RoomPerson | null => {
  const user = state?.user
  if (typeof user?.id !== 'string' || typeof user.name !== 'string') return null
  const school = typeof user.school === 'string' ? user.school : ''
  const colour = Number.isInteger(user.colour) && Number(user.colour) > 0 ? Number(user.colour) : 1
  return { id: user.id, name: user.name, school, colour }
}

/** People in a room, each once however many windows they have open; away only when every window is. */
export const peopleIn = (states: ReadonlyMap<number, unknown>, own: number): Presence[] => {
  const people = new Map<string, Presence>()
  for (const [client, state] of states) {
    const person = readPerson(state as Shown)
    if (!person) continue
    const known = people.get(person.id)
    const away = (state as Shown)?.away === true && known?.away !== false
    people.set(person.id, {
      person,
      clients: [...(known?.clients ?? []), client],
      away,
      self: known?.self === true || client === own,
    })
  }
  return [...people.values()]
}

/** «Соколовская»; with initials when two people of that name are here. */
export const calledName = (person: RoomPerson, here: readonly RoomPerson[]): string => {
  const last = (name: string) => name.split('\u00a0')[0] ?? name
  const namesake = here.some(({ id, name }) => id !== person.id && last(name) === last(person.name))
  return namesake ? person.name : last(person.name)
}

/** How this person shows in a room until the server says it from the session. */
export const roomPerson = ({ person, school }: Me): RoomPerson => ({
  id: person.id,
  name: person.shortName,
  school: school?.shortName ?? '',
  colour: school?.colour ?? 1,
})

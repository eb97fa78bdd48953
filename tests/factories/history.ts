import fc from 'fast-check'
import { openDesk, textIn } from 'shared/activity/desk'

/** Something that somebody does in a document, so many minutes after the one before. */
export type Deed = {
  person: number
  school: number
  pause: number
  kind: 'type' | 'erase' | 'format' | 'choose' | 'again'
  place: number
  length: number
}

export const aDeed = fc.record<Deed>({
  person: fc.nat(2),
  school: fc.constantFrom(0, 0, 0, 1),
  pause: fc.constantFrom(0, 0, 1, 5, 29, 30, 31, 300, 1440),
  kind: fc.constantFrom('type', 'type', 'type', 'erase', 'format', 'choose', 'again'),
  place: fc.nat(400),
  length: fc.integer({ min: 1, max: 70 }),
})

export const deedsOf = (most: number) => fc.array(aDeed, { minLength: 1, maxLength: most })

/** Plays deeds of people with these ids; the rows of the log they leave, after one of a template. */
export const playDeeds = (
  deeds: readonly Deed[],
  personIds: readonly string[],
  schoolIds: readonly string[],
  start?: Date,
) => {
  const desk = openDesk(start)
  desk.write('template', (document) => textIn(document).insert(0, 'Тема урока'), {
    seeded: true,
    personId: null,
    schoolId: null,
  })
  for (const deed of deeds) {
    desk.wait(deed.pause)
    const personId = personIds[deed.person % personIds.length] ?? ''
    const schoolId = schoolIds[deed.school % schoolIds.length] ?? null
    if (deed.kind === 'again') {
      const row = desk.rows[deed.place % desk.rows.length]
      desk.commit([...(row?.updates ?? [])], { personId, schoolId })
    } else desk.write(personId, (document) => play(document, deed), { schoolId })
  }
  return desk.rows
}

const play = (document: Parameters<typeof textIn>[0], { kind, place, length }: Deed): void => {
  const text = textIn(document)
  const from = text.length === 0 ? 0 : place % text.length
  const most = Math.min(length, text.length - from)
  if (kind === 'type') text.insert(from, 'п'.repeat(length))
  else if (kind === 'choose') document.getMap('fields').set('minutes', place % 2 === 0 ? '40' : '45')
  else if (kind === 'erase') text.delete(from, most)
  else if (most > 0) text.format(from, most, { bold: place % 2 === 0 })
}

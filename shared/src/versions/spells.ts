import { SESSION_GAP_MS } from '../activity/session.ts'
import type { VersionOutput } from './outputs.ts'

/** Versions of one spell of work, the newest first, and everybody who wrote in it. */
export type Spell = {
  /** Id of its newest version. */
  id: string
  from: string
  to: string
  versions: VersionOutput[]
  authors: VersionOutput['authors']
}

const startSpell = (version: VersionOutput): Spell => ({
  id: version.id,
  from: version.at,
  to: version.at,
  versions: [version],
  authors: [...version.authors],
})

const addTo = (spell: Spell, version: VersionOutput): void => {
  spell.versions.push(version)
  spell.from = version.at
  const isNew = (author: Spell['authors'][number]) =>
    !spell.authors.some(({ id, schoolId }) => id === author.id && schoolId === author.schoolId)
  spell.authors.push(...version.authors.filter(isNew))
}

/** Puts versions, the newest first, together by spells of work: neighbours lie no more than half an hour apart. */
export const groupSpells = (versions: readonly VersionOutput[]): Spell[] => {
  const spells: Spell[] = []
  for (const version of versions) {
    const last = spells.at(-1)
    const gap = last ? Date.parse(last.from) - Date.parse(version.at) : Infinity
    if (last && gap <= SESSION_GAP_MS) addTo(last, version)
    else spells.push(startSpell(version))
  }
  return spells
}

import type { Commenter } from 'shared/comments/outputs'

/** How a mention stands in a text: «@Соколовская Д. И.» */
export const mentionOf = ({ shortName }: Pick<Commenter, 'shortName'>): string => `@${shortName}`

/** What is typed behind an @ that begins a word, up to the caret; null when nobody is being named. */
export const soughtAt = (text: string, caret: number): string | null =>
  /(?:^|\s)@([\p{L}-]*)$/u.exec(text.slice(0, caret))?.[1] ?? null

/** Whose name begins so. */
export const matching = (people: readonly Commenter[], sought: string, most: number): Commenter[] => {
  const wanted = sought.toLocaleLowerCase()
  return people.filter(({ shortName }) => shortName.toLocaleLowerCase().startsWith(wanted)).slice(0, most)
}

/** Puts a person's name in place of what was typed; gives the text and where the caret goes on. */
export const insertMention = (
  text: string,
  caret: number,
  person: Commenter,
): { text: string; caret: number } => {
  const from = text.lastIndexOf('@', caret - 1)
  const before = `${text.slice(0, from)}${mentionOf(person)} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

/** Who is named in a text. */
export const mentionedIn = (text: string, people: readonly Commenter[]): string[] =>
  people.filter((person) => text.includes(mentionOf(person))).map(({ id }) => id)

/** A text cut at the names of those whom it mentions. */
export const partsOf = (
  text: string,
  mentions: readonly Pick<Commenter, 'shortName'>[],
): { words: string; isName: boolean }[] => {
  const names = mentions.map(mentionOf).sort((one, other) => other.length - one.length)
  const parts: { words: string; isName: boolean }[] = []
  for (let rest = text; rest !== '';) {
    const found = names
      .map((name) => ({ name, at: rest.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at)[0]
    const plain = found ? rest.slice(0, found.at) : rest
    if (plain !== '') parts.push({ words: plain, isName: false })
    if (found) parts.push({ words: found.name, isName: true })
    rest = found ? rest.slice(found.at + found.name.length) : ''
  }
  return parts
}

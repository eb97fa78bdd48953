import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { loadDemo } from 'db/demo/load'
import { demoEmail } from 'db/demo/load/people'
import { demoPeople } from 'db/demo/people'
import { findNetwork } from 'db/queries/networks'
import { fullName } from 'shared/people/names'
import { hashPassword } from '../access/passwords.ts'
import { BootFailure } from '../boot/failure.ts'
import type { Deps } from '../deps.ts'
import { startDocument } from '../documents/start.ts'
import { say, withKrug } from './open.ts'

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const PASSWORD_LENGTH = 12

const makePassword = (): string =>
  Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')

/** Kept in the clear beside the demo's data, for its owner's eyes: nothing in the demo is anybody's secret. */
const passwordFile = (dataFolder: string) => path.join(dataFolder, 'demo.password')

/** Who shows most: a teacher, her colleague of another school, the methodist, a deputy head, the system administrator. */
const shown = [26, 22, 3, 18, 9]

const introduce = (password: string): string => {
  const lines = shown.flatMap((number) => {
    const person = demoPeople.find((candidate) => candidate.number === number)
    if (!person) return []
    const [lastName, firstName, patronymic] = person.name
    return [
      `  ${demoEmail(person.login).padEnd(28)} ${fullName({ lastName, firstName, patronymic })}, ${person.position}`,
    ]
  })
  return ['Sign in to the demo as', ...lines, `with the password ${password}`].join('\n')
}

const municipalToday = (now: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Yekaterinburg' }).format(now)

const fill = async (deps: Deps, password: string): Promise<void> => {
  await loadDemo(deps.db, {
    today: municipalToday(deps.now()),
    passwordHash: await hashPassword(password),
    seedOf: (kind, template) => startDocument({ kind, template: template ?? null, locale: 'ru' }),
  })
  await deps.projections.settle()
}

/** For `start --demo`: loads the municipality into an empty database; gives the lines that say whom to sign in as. */
export const prepareDemo = async (deps: Deps): Promise<string> => {
  const file = passwordFile(deps.env.dataFolder)
  if (!(await findNetwork(deps.db))) {
    say('Loading the demo municipality…')
    const password = makePassword()
    await fill(deps, password)
    writeFileSync(file, password, { mode: 0o600 })
  }
  return existsSync(file)
    ? introduce(readFileSync(file, 'utf8'))
    : 'This folder holds a network of your own, not the demo.'
}

const loadIntoEmpty = async (deps: Deps): Promise<void> => {
  if (await findNetwork(deps.db))
    throw new BootFailure(
      'There is a network in this database already. The demo goes into an empty one only.',
    )
  say(await prepareDemo(deps))
}

/** `krug demo load`: the demo municipality into an empty database. */
export const demo = async ([action]: string[]): Promise<void> => {
  if (action !== 'load') throw new BootFailure('Usage: krug demo load')
  await withKrug(loadIntoEmpty)
}

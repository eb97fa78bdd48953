import { BootFailure } from '../boot/failure.ts'
import { allProjections } from '../projections/all.ts'
import { createHistory } from '../versions/history.ts'
import { say, withKrug } from './open.ts'

/** `krug rebuild <projection>`: forgets what a projection wrote and reads the whole log again. */
export const rebuild = async ([name = '']: string[]): Promise<void> => {
  const names = allProjections(createHistory()).map((projection) => projection.name)
  if (!names.includes(name)) throw new BootFailure(`Which one? krug rebuild ${names.join('|')}`)
  await withKrug((deps) => deps.projections.rebuild(name))
  say(`${name}: rebuilt from the log.`)
}

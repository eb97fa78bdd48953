import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../env.ts'

const read = (file: string) => readFileSync(path.join(projectFolder, file), 'utf8')

/** `**J1** A room opens once, …`: a rule stands in bold where it is stated. */
const rules = [...read('server/src/sync/SPEC.md').matchAll(/\*\*([A-Z]\d+)\*\*/g)].map(([, id = '']) => id)

const files = globSync(['{shared,db,server,web}/src/**/*.test.ts', 'tests/*/*.{test,spec}.ts'], {
  cwd: projectFolder,
})

/** The numbers a title begins with, as in `test('G2, G12: what has hung others', …)`. */
const TITLE = /\(\s*['"`]([A-Z]\d+(?:, [A-Z]\d+)*): /g
const carriedIn = (source: string) => [...source.matchAll(TITLE)].flatMap(([, ids = '']) => ids.split(', '))
const carried = new Set(files.flatMap((file) => carriedIn(read(file))))

describe('the rules of SPEC.md', () => {
  test('are each stated once', () => {
    expect(rules.length).toBeGreaterThan(80)
    expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
  })

  test('are each carried by the title of a test', () => {
    expect(rules.filter((id) => !carried.has(id))).toEqual([])
  })

  test('are the only ones that tests speak of', () => {
    expect([...carried].filter((id) => !rules.includes(id))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { childrenOf, DEPTH_MAX, pathTo, refusalOfFolder, treeOf, withinOf, type Folder } from './tree.ts'

const folders: Folder[] = [
  { id: 'lessons', name: 'Уроки', parentId: null },
  { id: 'seventh', name: '7 класс', parentId: 'lessons' },
  { id: 'algebra', name: 'Алгебра', parentId: 'seventh' },
  { id: 'plans', name: 'Планы', parentId: null },
]
const ids = (found: readonly Folder[]) => found.map(({ id }) => id)

describe('the way to a folder', () => {
  test('begins at the outermost', () => {
    expect(ids(pathTo(folders, 'algebra'))).toEqual(['lessons', 'seventh', 'algebra'])
  })
  test('is empty for no folder, and for one that is not there', () => {
    expect(pathTo(folders, null)).toEqual([])
    expect(pathTo(folders, 'gone')).toEqual([])
  })
  test('ends also where two lie in each other', () => {
    const ring = [
      { id: 'a', name: 'a', parentId: 'b' },
      { id: 'b', name: 'b', parentId: 'a' },
    ]
    expect(pathTo(ring, 'a').length).toBeLessThanOrEqual(3)
  })
})

test('a tree names parents before what lies in them', () => {
  expect(treeOf(folders).map(({ folder, depth }) => `${depth} ${folder.id}`)).toEqual([
    '0 lessons',
    '1 seventh',
    '2 algebra',
    '0 plans',
  ])
  expect(ids(childrenOf(folders, null))).toEqual(['lessons', 'plans'])
  expect([...withinOf(folders, 'seventh')]).toEqual(['seventh', 'algebra'])
})

describe('a folder is refused', () => {
  test('in a folder that is not there, in itself, and in what lies in it', () => {
    const refused = { parentId: 'notAllowed' }
    expect(refusalOfFolder(folders, { id: null, name: 'Новая', parentId: 'gone' })).toEqual(refused)
    expect(refusalOfFolder(folders, { id: 'lessons', name: 'Уроки', parentId: 'lessons' })).toEqual(refused)
    expect(refusalOfFolder(folders, { id: 'lessons', name: 'Уроки', parentId: 'algebra' })).toEqual(refused)
  })
  test('beside one of the same name, whatever its letters; elsewhere it may be called so', () => {
    const taken = { name: 'taken' }
    expect(refusalOfFolder(folders, { id: null, name: 'уроки', parentId: null })).toEqual(taken)
    expect(refusalOfFolder(folders, { id: null, name: 'Уроки', parentId: 'plans' })).toBeNull()
    expect(refusalOfFolder(folders, { id: 'plans', name: 'ПЛАНЫ', parentId: null })).toBeNull()
  })
  test('deeper than folders may lie, with all that is in it', () => {
    const deep = Array.from({ length: DEPTH_MAX }, (_, n) => ({
      ...{ id: `d${n}`, name: `${n}` },
      parentId: n === 0 ? null : `d${n - 1}`,
    }))
    expect(refusalOfFolder(deep, { id: null, name: 'x', parentId: `d${DEPTH_MAX - 1}` })).not.toBeNull()
    expect(refusalOfFolder(deep, { id: null, name: 'x', parentId: `d${DEPTH_MAX - 2}` })).toBeNull()
    const both = [...folders, ...deep]
    expect(refusalOfFolder(both, { id: 'lessons', name: 'Уроки', parentId: 'd2' })).not.toBeNull()
    expect(refusalOfFolder(both, { id: 'lessons', name: 'Уроки', parentId: 'd1' })).toBeNull()
  })
})

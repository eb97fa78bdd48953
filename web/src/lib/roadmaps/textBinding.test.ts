import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bindText } from './textBinding.ts'

/** A field as a browser has it, as far as the binding knows. */
const aField = () => {
  const target = new EventTarget()
  const field = {
    value: '',
    selectionStart: 0,
    selectionEnd: 0,
    setSelectionRange: (start: number, end: number) =>
      Object.assign(field, { selectionStart: start, selectionEnd: end }),
    addEventListener: target.addEventListener.bind(target) as HTMLTextAreaElement['addEventListener'],
    removeEventListener: target.removeEventListener.bind(
      target,
    ) as HTMLTextAreaElement['removeEventListener'],
    tell: (name: string) => target.dispatchEvent(new Event(name)),
    caret: (at: number) => field.setSelectionRange(at, at),
    type: (words: string) => {
      const { selectionStart: start, selectionEnd: end } = field
      field.value = field.value.slice(0, start) + words + field.value.slice(end)
      field.caret(start + words.length)
      field.tell('input')
    },
  }
  return field
}

const bound = (words: string) => {
  const mine = new Y.Doc()
  const theirs = new Y.Doc()
  mine.getText('t').insert(0, words)
  const pass = () => {
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(theirs)))
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs, Y.encodeStateVector(mine)))
  }
  pass()
  const field = aField()
  const untie = bindText(field, mine.getText('t'), (change) => mine.transact(change))
  return { field, mine: mine.getText('t'), theirs: theirs.getText('t'), pass, untie }
}

describe('a field tied to a shared text', () => {
  it('passes on what is typed and shows what others type, each at its word', () => {
    const { field, mine, theirs, pass } = bound('Встреча команд')
    field.caret(7)
    field.type(' двух')
    theirs.insert(0, 'Первая. ')
    pass()
    expect(field.value).toBe('Первая. Встреча двух команд')
    expect(field.selectionStart).toBe('Первая. Встреча двух'.length)
    field.type(' школьных')
    pass()
    expect(theirs.toJSON()).toBe('Первая. Встреча двух школьных команд')
    expect(mine.toJSON()).toBe(theirs.toJSON())
  })

  it('keeps the caret where it is when others type at it, and moves it back when they delete before it', () => {
    const { field, theirs, pass } = bound('план')
    field.caret(4)
    theirs.insert(4, ' на год')
    pass()
    expect([field.value, field.selectionStart]).toEqual(['план на год', 4])
    theirs.delete(0, 2)
    pass()
    expect([field.value, field.selectionStart]).toEqual(['ан на год', 2])
  })

  it('leaves a word that is being composed alone, and loses nothing', () => {
    const { field, mine, theirs, pass } = bound('один три')
    field.caret(5)
    field.tell('compositionstart')
    field.type('д')
    theirs.insert(0, 'ноль ')
    pass()
    expect(field.value).toBe('один дтри')
    field.type('ва ')
    theirs.insert(theirs.length, ' четыре')
    pass()
    field.tell('compositionend')
    expect(field.value).toBe('ноль один два три четыре')
    expect(field.selectionStart).toBe('ноль один два '.length)
    expect(mine.toJSON()).toBe(field.value)
    pass()
    expect(theirs.toJSON()).toBe(field.value)
  })

  it('replaces a marked stretch without what others put into it', () => {
    const { field, mine, theirs, pass } = bound('абвгд')
    field.tell('compositionstart')
    field.setSelectionRange(1, 4)
    theirs.insert(2, 'XY')
    theirs.delete(5, 1)
    pass()
    field.type('-')
    field.tell('compositionend')
    expect(mine.toJSON()).toBe('а-XYд')
    expect(field.value).toBe('а-XYд')
  })

  it('is quiet once untied', () => {
    const { field, mine, theirs, pass, untie } = bound('план')
    untie()
    theirs.insert(0, 'наш ')
    pass()
    field.type('?')
    expect([field.value, mine.toJSON()]).toEqual(['?план', 'наш план'])
  })
})

import type { Awareness } from 'y-protocols/awareness'
import { calledName, readPerson, type RoomPerson } from '#lib/sync/person.ts'
import { schoolColour } from '#lib/ui/colour.ts'

/** A flag flies this long after its caret moved, then the caret stands alone. */
const FLIES = 3_000
const FLAGS_MAX = 12

/** A caret of a colleague: an element without text of its own, so that it never counts as words of the document. */
export const drawCaret = (user: Record<string, unknown>, client: number): HTMLElement => {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset.client = String(client)
  caret.contentEditable = 'false'
  caret.setAttribute('aria-hidden', 'true')
  const flag = document.createElement('span')
  flag.className = 'flag'
  caret.append('\u2060', flag, '\u2060')
  const person = readPerson({ user })
  if (person) caret.style.setProperty('--caret', schoolColour(person.colour))
  return caret
}

/** The text a colleague has selected. */
export const drawSelection = (user: Record<string, unknown>) => {
  const person = readPerson({ user })
  return { class: 'selected-there', style: `--caret: ${schoolColour(person?.colour ?? 1)}` }
}

/** What the editor puts at the end of a block so that the browser can place a caret there. */
const isFiller = (node: Node): boolean =>
  node instanceof HTMLBRElement || (node instanceof Element && node.matches('.ProseMirror-separator, .caret'))

const endsLine = (caret: HTMLElement): boolean => {
  const block = caret.closest('p, h1, h2, h3, h4, pre, li')
  for (let node: Node | null = caret; node && node !== block; node = node.parentNode) {
    const next = node.nextSibling
    if (next && !isFiller(next)) return false
  }
  return true
}

const place = (caret: HTMLElement, sheet: Element): void => {
  caret.classList.toggle('at-end', endsLine(caret))
  caret.classList.remove('leftward')
  const flag = caret.querySelector('.flag')?.getBoundingClientRect()
  if (flag && flag.right > sheet.getBoundingClientRect().right - 2) caret.classList.add('leftward')
}

type Flags = { refresh: () => void; stop: () => void }

/**
 * Keeps the flags of the carets inside `sheet`: who, how long, on which side. Called after every redraw of carets.
 */
export const flyFlags = (sheet: HTMLElement, awareness: Awareness): Flags => {
  const moved = new Map<number, number>()
  const places = new Map<number, string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const people = (): RoomPerson[] =>
    [...awareness.getStates().values()].flatMap((state) => readPerson(state) ?? [])

  const newest = (): ReadonlySet<number> => {
    const recent = [...moved]
      .filter(([, at]) => Date.now() - at < FLIES)
      .sort((one, other) => other[1] - one[1])
    return new Set(recent.slice(0, FLAGS_MAX).map(([client]) => client))
  }

  const name = (caret: HTMLElement, client: number, here: readonly RoomPerson[]): void => {
    const person = readPerson(awareness.getStates().get(client))
    const flag = caret.querySelector('.flag')
    if (!person || !flag) return
    const words = [calledName(person, here), person.school].filter(Boolean).join(' · ')
    if (flag.getAttribute('data-words') !== words) flag.setAttribute('data-words', words)
  }

  const refresh = () => {
    const here = people()
    const flying = newest()
    for (const caret of sheet.querySelectorAll<HTMLElement>('.caret')) {
      const client = Number(caret.dataset.client)
      name(caret, client, here)
      caret.classList.toggle('flying', flying.has(client))
      place(caret, sheet)
    }
  }

  const later = () => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      refresh()
    }, FLIES + 50)
    timers.add(timer)
  }

  const notice = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    for (const client of removed) {
      moved.delete(client)
      places.delete(client)
    }
    for (const client of [...added, ...updated]) {
      const where = JSON.stringify(awareness.getStates().get(client)?.cursor ?? null)
      if (client === awareness.clientID || places.get(client) === where) continue
      places.set(client, where)
      moved.set(client, Date.now())
      later()
    }
  }

  awareness.on('change', notice)
  return {
    refresh,
    stop: () => {
      awareness.off('change', notice)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

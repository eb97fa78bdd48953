import type { Editor, Extensions } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import type { Words } from '#lib/i18n/words.ts'
import { typeAhead } from '#lib/ui/ahead.ts'
import { toast } from '#lib/ui/toast.ts'
import { addressOf } from './files.ts'
import { highlight } from './find/highlight.ts'
import { createShortcuts } from './shortcuts.ts'
import { moving } from './moving.ts'
import { createNodeViews } from './nodeViews.ts'
import { placeAt, type Place } from './places.ts'
import { createTaskCounts } from './taskCounts.ts'
import { watchTyped, type Typed } from './typed.ts'
import { createUploads, type Uploads } from './uploads.ts'

export type OpenNode = { kind: string; place: Place }
export type Panel = 'find' | 'outline'

/** What lies around the text while somebody writes: the list that `/` opens, the dialogs of nodes, the panels. */
export type Desk = {
  readonly extensions: Extensions
  readonly uploads: Uploads
  /** What is being typed after `/`, `@` or `[[`. */
  readonly typed: Typed | null
  /** The node that is changed in a dialog. */
  node: OpenNode | null
  panel: Panel | null
  /** Whoever shows the list gets the keys while it is open. */
  takeKeys: (take: (event: KeyboardEvent) => boolean) => () => void
  open: (kind: string, position: number) => void
}

type Wish = { words: Pick<Words, 't' | 'numbers'>; documentId: string; editor: () => Editor | null }

/** Keys that open the panels; by the physical key, so that they work with Russian letters too. */
const panelKeys = (desk: Desk, label: string) =>
  Extension.create({
    name: 'panelKeys',
    addKeyboardShortcuts: () => {
      const show = (panel: Panel) => () => {
        if (desk.panel !== panel) typeAhead(label, () => (desk.panel = null))
        desk.panel = panel
        return true
      }
      return { 'Mod-f': show('find'), 'Mod-h': show('find') }
    },
  })

export const createDesk = ({ words: { t, numbers }, documentId, editor }: Wish): Desk => {
  let typed = $state.raw<Typed | null>(null)
  let node = $state.raw<OpenNode | null>(null)
  let panel = $state<Panel | null>(null)
  let take: ((event: KeyboardEvent) => boolean) | null = null

  const open = (kind: string, position: number) => {
    const state = editor()?.state
    if (state) node = { kind, place: placeAt(state, position) }
  }
  const say = (words: string) => void toast(words)
  const uploads = createUploads({ documentId, editor, t, say, onimage: (at) => open('image', at) })
  const desk: Desk = {
    get extensions() {
      return extensions
    },
    uploads,
    get typed() {
      return typed
    },
    get node() {
      return node
    },
    set node(opened) {
      node = opened
    },
    get panel() {
      return panel
    },
    set panel(chosen) {
      panel = chosen
    },
    takeKeys: (given) => {
      take = given
      return () => {
        if (take === given) take = null
      }
    },
    open,
  }
  const extensions = [
    createNodeViews({ t, numbers, addressOf: (file) => addressOf(documentId, file), onopen: open }),
    createTaskCounts((count) => t('editor.tasksDone', count)),
    Extension.create({ name: 'find', addProseMirrorPlugins: () => [highlight()] }),
    Extension.create({
      name: 'typed',
      priority: 1002,
      addProseMirrorPlugins: () => [
        watchTyped({
          onchange: (now) => (typed = now),
          onkey: (event) => take?.(event) ?? false,
        }),
      ],
    }),
    panelKeys(desk, t('writing.findWhat')),
    moving,
    createShortcuts(open),
  ]
  return desk
}

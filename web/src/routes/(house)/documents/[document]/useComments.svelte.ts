import { page } from '$app/state'
import { untrack } from 'svelte'
import type * as Y from 'yjs'
import type { Comments, DeskOptions } from '#lib/comments/desk.svelte.ts'
import type { LiveText } from '#lib/comments/editorSurface.ts'
import type { ShownPlan } from '#lib/comments/rowSurface.ts'
import type { Surface, SurfaceReports } from '#lib/comments/surface.ts'
import { useWords, type Words } from '#lib/i18n/words.ts'

/** What shows the document now. */
export type Shown =
  | { as: 'editor'; live: LiveText }
  | { as: 'paper'; root: HTMLElement; doc: Y.Doc }
  | { as: 'rows'; plan: ShownPlan }

type Given = Omit<DeskOptions, 'threadId' | 'label'> & { mayComment: boolean }
type Make = (reports: SurfaceReports) => Surface

/** Each way of showing threads comes when it is needed. */
const makerOf = async (shown: Shown): Promise<Make> => {
  if (shown.as === 'editor') {
    const { attachEditor } = await import('#lib/comments/editorSurface.ts')
    return (reports) => attachEditor(shown.live, reports)
  }
  if (shown.as === 'paper') {
    const { attachPaper } = await import('#lib/comments/paperSurface.ts')
    return (reports) => attachPaper(shown.root, shown.doc, reports)
  }
  const { attachRows } = await import('#lib/comments/rowSurface.ts')
  return (reports) => attachRows(shown.plan, reports)
}

const isCommentKey = ({ code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  code === 'KeyM' && (ctrlKey || metaKey) && shiftKey && !altKey

/** Shows threads in whatever shows the document, for as long as it does. */
const attachTo = (desk: () => Comments | null, shown: () => Shown | null): void => {
  $effect(() => {
    const [now, what] = [desk(), shown()]
    if (!now || !what) return
    let stop: (() => void) | null = null
    let isGone = false
    void makerOf(what).then((make) => {
      if (!isGone) stop = now.attach(make)
    })
    return () => {
      isGone = true
      stop?.()
    }
  })
}

/** Fetches the desk and its words, and says when it is open and, with null, when it is not; gives the end. */
const openLater = (
  options: Omit<DeskOptions, 'label'>,
  { need, t }: Words,
  say: (desk: Comments | null) => void,
) => {
  let desk: Comments | null = null
  let isGone = false
  void Promise.all([import('#lib/comments/desk.svelte.ts'), need('comments')]).then(([{ openComments }]) => {
    if (!isGone) say((desk = openComments({ ...options, label: t('comments.text') })))
  })
  return () => {
    isGone = true
    desk?.stop()
    say(null)
  }
}

/** The comments of the document on this page: they come after the text, for whoever may comment. */
export const useComments = (given: () => Given) => {
  const words = useWords()
  let desk = $state.raw<Comments | null>(null)
  let shown = $state.raw<Shown | null>(null)
  /** A comment was asked for before the desk was there. */
  let isWanted = false
  let opener: HTMLElement | null = null
  const documentId = $derived(given().documentId)
  const personId = $derived(given().personId)
  const mayComment = $derived(given().mayComment)
  const mayEdit = $derived(given().mayEdit)
  const mayManage = $derived(given().mayManage)

  $effect(() => {
    if (!mayComment) return
    const threadId = untrack(() => page.url.searchParams.get('thread'))
    const options = { documentId, personId, mayEdit, mayManage, threadId }
    return openLater(options, words, (opened) => {
      desk = opened
      if (isWanted) begin()
    })
  })
  attachTo(
    () => desk,
    () => shown,
  )
  const remember = () => {
    if (desk?.view.isOpen) return
    opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
  }
  const close = () => {
    desk?.setOpen(false)
    if (opener?.isConnected) opener.focus()
  }
  const begin = () => {
    isWanted = !desk
    remember()
    desk?.begin()
  }
  return {
    get desk() {
      return desk
    },
    show: (what: Shown | null) => (shown = what),
    refresh: () => desk?.refresh(),
    begin,
    close,
    toggle: () => {
      if (desk?.view.isOpen) close()
      else {
        remember()
        desk?.setOpen(true)
      }
    },
    onkeydown: (event: KeyboardEvent) => {
      if (!mayComment || !isCommentKey(event)) return
      event.preventDefault()
      begin()
    },
  }
}

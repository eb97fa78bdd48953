import { isSameAnchor } from 'shared/comments/anchor'
import type { ReactionKind } from 'shared/comments/comment'
import type { ReplyInput, SaidInput } from 'shared/comments/inputs'
import type { Commenter, ThreadOutput } from 'shared/comments/outputs'
import { isProblem, type Problem } from 'shared/protocol/problem'
import { ask } from '#lib/api/answer.ts'
import { commentCalls, type CommentCalls } from '#lib/api/comments.ts'
import { takeTyped, typeAhead } from '#lib/ui/ahead.ts'
import { keepMoves, type Moves } from './moves.ts'
import { inOrder, isMine, type Filter } from './order.ts'
import {
  DRAFT,
  nowhere,
  type Marked,
  type Places,
  type Spoken,
  type Surface,
  type SurfaceReports,
} from './surface.ts'
import { keepThreads, type Threads } from './threads.svelte.ts'

/** Committed words may need a moment to be read by the server. */
const TRIES = 4
const TRY_AFTER = 700

export type DeskOptions = {
  documentId: string
  personId: string
  mayEdit: boolean
  mayManage: boolean
  /** The thread to begin with; null: none. */
  threadId: string | null
  /** What the field of a comment is called. */
  label: string
}

/** What of the comments is on the screen. */
type View = {
  isOpen: boolean
  filter: Filter
  chosen: string | null
  /** How often the draft or an answer to the chosen one was asked for: each time its field takes the focus. */
  asked: number
  /** What is being commented for the first time. */
  draft: Spoken | null
  places: Places
}

type Desk = {
  options: DeskOptions
  calls: CommentCalls
  store: Threads
  moves: Moves
  view: View
  surface: Surface | null
  /** Somebody wants to comment what is selected, and what shows the document is still on its way. */
  isWaiting: boolean
  /** The thread that was asked for and has not come yet. */
  awaited: string | null
}

/** Resolved talk is not drawn into the text, but the one that is looked at among what the panel shows. */
const markedOnes = ({ store, moves, view }: Desk): Marked[] => {
  const isLookedAt = (id: string) => id === view.chosen && view.filter !== 'open'
  const shown = store.all.filter(({ id, resolved }) => resolved === null || isLookedAt(id))
  const marked = shown.map((thread) => ({
    ...{ id: thread.id, quote: thread.quote, copies: thread.copies },
    anchor: moves.anchorOf(thread),
    isChosen: thread.id === view.chosen,
  }))
  return view.draft ? [...marked, { ...view.draft, id: DRAFT, copies: 0, isChosen: true }] : marked
}

const draw = (desk: Desk): void => desk.surface?.draw(markedOnes(desk))

const choose = (desk: Desk, id: string | null): void => {
  desk.view.chosen = id
  desk.view.asked = 0
  draw(desk)
}

const answer = (desk: Desk, id: string): void => {
  const before = desk.view.asked
  choose(desk, id)
  desk.view.asked = before + 1
}

const open = (desk: Desk, id: string, take: (desk: Desk, id: string) => void = choose): void => {
  const { view, store } = desk
  const thread = store.find(id)
  const isResolved = (thread?.resolved ?? null) !== null
  if (view.filter !== 'mine' || !thread || !isMine(thread, desk.options.personId))
    view.filter = isResolved ? 'resolved' : 'open'
  view.isOpen = true
  take(desk, id)
}

/** Opens the thread that was asked for, once it and what shows the document are here. */
const welcome = (desk: Desk): void => {
  const { awaited, store, surface } = desk
  if (!awaited || !surface || !store.find(awaited)) return
  desk.awaited = null
  open(desk, awaited)
  surface.show(awaited)
}

const setDraft = (desk: Desk, draft: Spoken | null): void => {
  desk.view.draft = draft
  draw(desk)
}

const leaveDraft = (desk: Desk): void => {
  setDraft(desk, null)
  desk.surface?.focus()
}

const isWriting = (): boolean => (document.activeElement as HTMLElement | null)?.isContentEditable ?? false

/** Begins to comment what is selected, or where the caret stands; opens the thread that is there already. */
const begin = (desk: Desk): void => {
  desk.isWaiting = desk.surface === null
  // A text that is read knows its selection only while nothing else has the focus.
  const spoken = desk.surface?.spoken()
  if (desk.surface || isWriting()) typeAhead(desk.options.label, () => leaveDraft(desk))
  if (spoken === undefined) return
  if (typeof spoken === 'string') {
    open(desk, spoken, answer)
    return
  }
  desk.view.isOpen = true
  desk.view.chosen = null
  desk.view.asked += 1
  setDraft(desk, spoken ?? { anchor: { kind: 'document' }, quote: '' })
}

const start = async (desk: Desk, said: SaidInput): Promise<Problem | null> => {
  const { calls, store, view } = desk
  await desk.surface?.settled()
  for (let tries = TRIES; view.draft; tries--) {
    const refusal = await store.change(calls.start(view.draft.anchor, said))
    if (!refusal) leaveDraft(desk)
    if (refusal?.problem !== 'conflict' || tries <= 1) return refusal
    await new Promise((done) => setTimeout(done, TRY_AFTER))
  }
  return null
}

const reportsOf = (desk: Desk): SurfaceReports => ({
  onPlaced: (places) => (desk.view.places = places),
  onChosen: (id) => open(desk, id),
  onMoved: (id, to, by) => {
    const thread = desk.store.find(id)
    if (id === DRAFT && desk.view.draft) desk.view.draft.anchor = to
    else if (thread) desk.moves.note(thread, to, by)
    draw(desk)
  },
})

const attach = (desk: Desk, make: (reports: SurfaceReports) => Surface): (() => void) => {
  const made = make(reportsOf(desk))
  desk.surface = made
  draw(desk)
  if (desk.isWaiting) begin(desk)
  welcome(desk)
  return () => {
    if (desk.surface === made) desk.surface = null
    made.stop()
  }
}

/** The words of a thread stand elsewhere: told once what was written here is on the server, unless somebody was faster. */
const createTeller = (desk: () => Desk, mayEdit: boolean) =>
  keepMoves(async (id, { from, to }) => {
    const { store, calls, surface } = desk()
    const thread = store.find(id)
    if (!mayEdit || !thread || !isSameAnchor(thread.anchor, from)) return
    await surface?.settled()
    if ((await store.change(calls.anchor(id, from, to)))?.problem === 'conflict') store.refresh()
  })

const shownIn = ({ store, view }: Desk, personId: string): ThreadOutput[] => {
  const wanted = (thread: ThreadOutput) =>
    view.filter === 'mine'
      ? isMine(thread, personId)
      : (thread.resolved !== null) === (view.filter === 'resolved')
  return inOrder(store.all.filter(wanted), view.places)
}

/** What a person does with threads; each gives null when it is done, else why not. */
const deedsOf = ({ calls, store }: Desk) => ({
  reply: (id: string, said: SaidInput) => store.change(calls.reply(id, said)),
  resolve: (id: string, resolved: boolean) => store.change(calls.resolve(id, resolved)),
  rewrite: (id: string, commentId: string, said: ReplyInput) =>
    store.change(calls.rewrite(id, commentId, said)),
  erase: (id: string, commentId: string) => store.change(calls.erase(id, commentId)),
  react: (id: string, commentId: string, kind: ReactionKind, on: boolean) =>
    store.change(calls.react(id, commentId, kind, on)),
})

/** Asks, once, who may be mentioned. */
const keepPeople = (calls: CommentCalls) => {
  let people = $state.raw<readonly Commenter[]>([])
  return {
    get people() {
      return people
    },
    fetchPeople: async () => {
      if (people.length > 0) return
      const answer = await ask(calls.people()).catch(() => null)
      if (answer && !isProblem(answer)) people = answer
    },
  }
}

/** The comments of a document on this screen: threads, what is drawn of them, and what the person does with them. */
export const openComments = (options: DeskOptions) => {
  const calls = commentCalls(options.documentId)
  const view = $state<View>({
    ...{ isOpen: false, filter: 'open', chosen: null, asked: 0, draft: null },
    places: nowhere,
  })
  const store = keepThreads(calls, options.personId, () => {
    draw(desk)
    welcome(desk)
  })
  const moves: Moves = createTeller(() => desk, options.mayEdit)
  const desk: Desk = {
    ...{ options, calls, store, moves, view, surface: null, isWaiting: false },
    awaited: options.threadId,
  }
  const known = keepPeople(calls)
  store.refresh()
  return {
    options,
    view,
    store,
    known,
    ...deedsOf(desk),
    get openCount() {
      return store.all.filter(({ resolved }) => resolved === null).length
    },
    /** What the filter lets through, in the order of the document. */
    get shown() {
      return shownIn(desk, options.personId)
    },
    /** True when the words of a thread were deleted. */
    isLost: ({ id, anchor }: ThreadOutput) => anchor.kind !== 'document' && view.places.get(id) === null,
    refresh: store.refresh,
    begin: () => begin(desk),
    start: (said: SaidInput) => start(desk, said),
    choose: (id: string | null) => choose(desk, id),
    /** Chooses a thread and brings its words into sight. */
    show: (id: string) => {
      choose(desk, id)
      desk.surface?.show(id)
    },
    /** Chooses a thread, brings its words into sight and puts the caret under it. */
    answer: (id: string) => {
      answer(desk, id)
      desk.surface?.show(id)
    },
    leaveDraft: () => leaveDraft(desk),
    setOpen: (isOpen: boolean) => {
      view.isOpen = isOpen
      if (isOpen) return
      takeTyped()
      view.chosen = null
      setDraft(desk, null)
    },
    /** Shows threads in a text from now on; gives the way to stop. */
    attach: (make: (reports: SurfaceReports) => Surface) => attach(desk, make),
    stop: () => {
      takeTyped()
      store.stop()
      moves.stop()
    },
  }
}

export type Comments = ReturnType<typeof openComments>

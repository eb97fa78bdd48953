import type { NoticeTopic } from 'shared/protocol/acknowledgement'

/** `null`: there was no line for a while, so anything may have changed. */
export type OnNotice = (topic: NoticeTopic | null) => void

/** Who wants to hear that something beside the text changed. */
export const createNotices = () => {
  const listeners = new Set<OnNotice>()
  return {
    listen: (listener: OnNotice) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (topic: NoticeTopic | null) => {
      for (const listener of listeners) listener(topic)
    },
  }
}

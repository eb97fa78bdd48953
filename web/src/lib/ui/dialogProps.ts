import type { Snippet } from 'svelte'

export type DialogProps = {
  open: boolean
  title: string
  /** One sentence under the title. */
  description?: string | undefined
  width?: number
  children: Snippet
  /** Buttons at the bottom: the main one first. */
  footer?: Snippet
}

export type ConfirmProps = {
  open: boolean
  title: string
  description: string
  /** The verb of the deed: «Убрать из сообщества». */
  action: string
  onconfirm: () => void
}

import type { Component } from 'svelte'

export type MenuItem = {
  label: string
  icon?: Component
  href?: string
  onselect?: () => void
  danger?: boolean
  /** The keys that do the same, as they stand on the keyboard. */
  keys?: string
}

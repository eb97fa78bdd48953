import type { Component } from 'svelte'

export type MenuItem = {
  label: string
  icon?: Component
  href?: string
  onselect?: () => void
  danger?: boolean
}

/**
 * Menus, dialogs and pop-overs bring a library that no page needs to be read: it comes when the first of them is
 * wanted.
 */
export const boxes = {
  menu: () => import('./MenuList.svelte'),
  popover: () => import('./PopoverBox.svelte'),
  dialog: () => import('./DialogBox.svelte'),
  confirm: () => import('./ConfirmBox.svelte'),
}

/** For pages that go on without a connection: what cannot be asked for later is asked for now. */
export const fetchBoxes = (): void => {
  for (const load of Object.values(boxes)) void load().catch(() => undefined)
}

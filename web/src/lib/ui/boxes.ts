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

type Fetch = () => Promise<unknown>

const wanted = new Set<Fetch>(Object.values(boxes))

/** What a box on this page needs beside the library; gives what ends that. */
export const needAhead = (load: Fetch): (() => void) => {
  wanted.add(load)
  return () => void wanted.delete(load)
}

/** For pages that go on without a connection: what cannot be asked for later is asked for now. */
export const fetchBoxes = (): void => {
  for (const load of wanted) void load().catch(() => undefined)
}

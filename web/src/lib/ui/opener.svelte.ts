/**
 * What stands behind a button that opens a menu or a pop-over. The box is fetched at the first sign of a hand or of
 * the focus, and drawn from the first opening on; `props` are for the button.
 */
export const createOpener = <Box>(
  id: string,
  kind: 'menu' | 'dialog',
  load: () => Promise<{ default: Box }>,
) => {
  let open = $state(false)
  let byKeys = $state(false)
  let anchor = $state.raw<HTMLElement | null>(null)
  let box = $state.raw<Box | null>(null)

  const fetchAhead = () => void load().catch(() => undefined)
  const show = async (button: HTMLElement, keys: boolean) => {
    anchor = button
    byKeys = keys
    open = true
    try {
      box ??= (await load()).default
    } catch {
      open = false
    }
  }
  const onclick = (event: MouseEvent & { currentTarget: HTMLElement }) => {
    if (open) open = false
    // A press of Enter or Space comes as a click without a place.
    else void show(event.currentTarget, event.detail === 0)
  }
  const onkeydown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (kind !== 'menu' || event.key !== 'ArrowDown') return
    event.preventDefault()
    void show(event.currentTarget, true)
  }
  const props = $derived({
    'aria-haspopup': kind,
    'aria-expanded': open,
    'aria-controls': open && box !== null ? id : undefined,
    onclick,
    onkeydown,
    onfocus: fetchAhead,
    onpointerenter: fetchAhead,
  })
  return {
    get open() {
      return open
    },
    set open(wanted: boolean) {
      open = wanted
    },
    get byKeys() {
      return byKeys
    },
    get anchor() {
      return anchor
    },
    get box() {
      return box
    },
    get props() {
      return props
    },
  }
}

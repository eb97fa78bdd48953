type Early = { pressed: HTMLButtonElement | null; hear: (event: MouseEvent) => void }

declare global {
  interface Window {
    /** Laid down by app.html before anything else. */
    early?: Early
  }
}

/** Repeats the last press on a button that came before the scripts: over a slow line that is seconds. */
export const repeatEarlyPress = (): void => {
  const { early } = window
  if (!early) return
  removeEventListener('click', early.hear, true)
  if (early.pressed?.isConnected) early.pressed.click()
}

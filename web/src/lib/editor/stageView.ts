/** Brings a stage of the lesson into sight; the first one that is found. */
export const showStage = (root: ParentNode, stage: string | number): HTMLElement | null => {
  const row = root.querySelector<HTMLElement>(`tr[data-stage="${stage}"]`)
  row?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  return row
}

const FLASH = 900

/** Shows what colleagues changed while we were away: goes to the first place, flashes all of them. */
export const showChanged = (root: HTMLElement, places: readonly string[]): void => {
  const stages = places.filter(Boolean)
  if (stages[0] !== undefined) showStage(root, stages[0])
  for (const stage of stages)
    root
      .querySelector(`tr[data-stage="${stage}"]`)
      ?.animate([{ backgroundColor: 'var(--mark)' }, { backgroundColor: 'transparent' }], FLASH)
}

/** The stage whose section is at the top of a scrolled page. */
export const stageInSight = (scroller: HTMLElement): number | null => {
  const top = scroller.getBoundingClientRect().top + 40
  const rows = [...scroller.querySelectorAll<HTMLElement>('tr[data-stage]')]
  const passed = rows.filter((row) => row.getBoundingClientRect().top <= top)
  const row = passed.at(-1)
  return row ? Number(row.dataset.stage) : null
}

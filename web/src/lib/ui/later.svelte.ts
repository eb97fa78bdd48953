/** Fetches a box when it is first wanted; from then on it stays. A box that does not come can be wanted again. */
export const createLater = <Box>(
  load: () => Promise<{ default: Box }>,
  { wanted, fail }: { wanted: () => boolean; fail: () => void },
) => {
  let box = $state.raw<Box | null>(null)
  $effect(() => {
    if (wanted() && box === null) void load().then((loaded) => (box = loaded.default), fail)
  })
  return {
    get box() {
      return box
    },
  }
}

let last = 0

/** A number that no other thing of this test run has: for names and addresses that must differ. */
export const next = (): number => (last += 1)

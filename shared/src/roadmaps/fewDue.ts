/** Under so many rows no percentage is shown (UX §1.3). */
export const FEW = 5

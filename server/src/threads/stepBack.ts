import { readlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const BACKGROUND = 10

/** For a thread whose work nobody waits for: where processors are scarce, the rooms' thread goes first. */
export const stepBack = (): void => {
  try {
    // Linux gives threads numbers and priorities of their own.
    os.setPriority(Number(path.basename(readlinkSync('/proc/thread-self'))), BACKGROUND)
  } catch {
    // Elsewhere it shares alike.
  }
}

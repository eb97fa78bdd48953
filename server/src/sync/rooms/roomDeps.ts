import type { Database } from 'db/connect'
import type { Logger } from 'pino'
import type { Admitter } from '../../access/admission.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { Bucket } from '../doors/bucket.ts'
import type { MakeGate } from '../gate/gate.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log/log.ts'
import type { Long } from '../long/long.ts'
import type { Meters } from '../meters.ts'
import type { Pace } from '../log/pace.ts'

/** What rooms are given to live on; the same for all of a node. */
export type RoomDeps = {
  db: Database
  log: Log
  long: Long
  logger: Logger
  limits: Limits
  now: () => Date
  makeGate: MakeGate
  admitter: Admitter
  pace: Pace
  /** What a person may still make the log keep. */
  writtenBy: (personId: string) => Bucket
  cluster: Cluster
  meters: Meters
  /** The document cannot be put together: somebody shall look for the row at fault. */
  heal: (documentId: string) => void
  /** After a commit; the room's newest seq. */
  onCommitted: (documentId: string, headSeq: number) => void
}

const KB = 1024
const MB = 1024 * KB

/** The engine's bounds in one place; bytes and milliseconds. SPEC.md names the rule that each serves. */
export const limits = {
  /** A frame above this closes its connection with 4413. The socket itself takes a little more, so that we answer. */
  frameBytes: 16 * MB,
  payloadBytes: 20 * MB,
  /** Base and tail of a room together. */
  documentBytes: 16 * MB,
  /** So much longer it may get by deletions. */
  deletionBytes: MB,

  /** Client ids that one update may write under: those of one person's devices. */
  updateClients: 1_000,

  /** Items that Yjs looks through for those who want to stand where many do: at once, and a second in the long run. */
  effortBurst: 300_000,
  effortPerSecond: 20_000,
  /** Milliseconds of the process for one person's updates in a room: at once, and a second in the long run. */
  workBurst: 3_000,
  workPerSecond: 250,
  /** Bytes that one person makes the log keep, in all documents: at once, and a second in the long run (600 MB a day). */
  writtenBurst: 128 * MB,
  writtenPerSecond: 7 * KB,
  /** The same for answers to one person's step 1 frames in a room; beyond it a thread makes them. */
  answersBurst: 500,
  answersPerSecond: 50,

  /** One statement of the log. */
  batchBytes: MB,
  batchRows: 500,
  /** A longer update takes its own way into the log. */
  longBytes: 128 * KB,
  /** One that brings new structs is judged in a thread when it is longer. */
  judgedApartBytes: 32 * KB,
  /** What may wait for Postgres: a room, the node, and for how long. */
  roomQueueBytes: 8 * MB,
  nodeQueueBytes: 64 * MB,
  queueMs: 60_000,
  /** A commit that takes longer is told to the authors. */
  stallMs: 1_000,
  /** A long update may take its time on top: so much of it is written in a millisecond even when all is busy. */
  slowBytesPerMs: 256,
  /** A writer that does not answer for so long is given up and another one opened. */
  answerMs: 12_000,
  /** A batch of many documents waits so long for one that is held: longer than another node's statement holds it. */
  heldMs: 25,
  retryMs: 100,

  /** Updates merged into one live frame. */
  mergeUpdates: 64,
  mergeBytes: 64 * KB,

  /** The busier the process, the further apart statements of the log begin: at most three frames of a display. */
  gatherMs: 48,
  /** Share of time that the process is busy, from which the log begins to gather, and from which it gathers longest. */
  busyFrom: 0.42,
  busyFully: 0.5,

  /** Unsent bytes at which a connection is no longer fed, and at which it is caught up. */
  laggingBytes: 256 * KB,
  caughtUpBytes: 64 * KB,
  laggingMs: 30_000,
  /** Frames of a connection that wait while its room opens or its rights are judged again. */
  inboxBytes: 17 * MB,
  inboxFrames: 5_000,

  /** A connection's pace: at once, and a second in the long run. Nobody types, pastes or merges so much. */
  framesBurst: 5_000,
  framesPerSecond: 500,
  bytesBurst: 64 * MB,
  bytesPerSecond: 4 * MB,
  /** Frames of a connection that wait for their answer. */
  openFrames: 10_000,
  /** A hundred thousand client ids. */
  vectorBytes: MB,
  /** The app's own lines (tabs) of one session. */
  sessionLines: 100,
  /** Single requests of one person: at once, and a second in the long run. Each is a connection of its own. */
  exchangesBurst: 200,
  exchangesPerSecond: 20,
  /** Open connections of one session, one person, one person in one document, one document. */
  sessionConnections: 500,
  personConnections: 1_000,
  personRoomConnections: 200,
  roomConnections: 2_000,

  /** Step 1 frames of a connection that are answered: at once, and a second in the long run. */
  joinsBurst: 10,
  joinsPerSecond: 1,

  presenceBytes: 2 * KB,
  presenceFrameBytes: 64 * KB,
  /** What one person says of herself in a room: at once, and a second in the long run. */
  presenceBurst: 64 * KB,
  presencePerSecond: 16 * KB,
  /** What is read of what she sends about herself and, as older clients do, about others. */
  presenceReadBurst: MB,
  presenceReadPerSecond: 256 * KB,
  presenceTickMs: 100,

  /** Stock clients close after 30 s of silence. */
  heartbeatMs: 15_000,
  idleRoomMs: 45_000,
  /** Open rooms are compared with their documents; how long that may take, and when Postgres counts as out of reach. */
  pollMs: 2_500,
  pollAnswerMs: 2_000,
  cutOffMs: 4_000,
  /** Sessions that are over, and rooms that nobody is in. */
  sweepMs: 10_000,
  /** Longer than letting somebody in ever takes: rights withdrawn meanwhile are judged again at the door. */
  admissionMs: 60_000,
  drainMs: 5_000,

  /** Roughly what open rooms may hold before the longest unused are made smaller. */
  roomsBytes: 512 * MB,
  /** What updates are judged against goes after so long without any; of large documents, which take long, later. */
  judgedMs: 15_000,
  largeBytes: 256 * KB,
  largeJudgedMs: 600_000,

  /** Rows, and share of the snapshot, after which a room is compacted. */
  tailRows: 200,
  tailBytes: 256 * KB,
  idleTailRows: 20,
  /** The least time between two compactions of a room, unless its tail is longer than this. */
  compactPauseMs: 30_000,
  tailBytesMost: 4 * MB,
} as const

export type Limits = { [Name in keyof typeof limits]: number }

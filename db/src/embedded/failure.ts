/** Why a database cannot serve. */
export type DatabaseFailureCode =
  | 'unsupportedPlatform'
  | 'binariesUnusable'
  | 'folderNotWritable'
  | 'folderInUse'
  | 'otherVersion'
  | 'notStarted'
  | 'unusable'
  | 'tooOld'

/** Ends a start with one line that an administrator can act upon; never carries a stack to the screen. */
export class DatabaseFailure extends Error {
  readonly code: DatabaseFailureCode

  constructor(code: DatabaseFailureCode, line: string) {
    super(line)
    this.name = 'DatabaseFailure'
    this.code = code
  }
}

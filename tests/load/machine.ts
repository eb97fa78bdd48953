import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

// What a process costs, as Linux counts it: all of its threads, whatever else the machine does meanwhile.

const TICK_MICROSECONDS = 10_000

const fieldsOf = (processId: number): string[] =>
  readFileSync(`/proc/${processId}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')

const ticks = (fields: readonly string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0)

const timeOf = (processId: number): number => ticks(fieldsOf(processId), 11, 13) * TICK_MICROSECONDS

/** Microseconds of processor time that processes have used, their threads included. */
export const processorTime = (processIds: readonly number[]): number =>
  processIds.reduce((sum, processId) => sum + timeOf(processId), 0)

const childrenOf = (processId: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        return Number(fieldsOf(one)[1]) === processId
      } catch {
        return false
      }
    })

/** The same for a process and all that it has started and that has ended, as Postgres and its backends. */
export const familyTime = (processId: number): number =>
  ticks(fieldsOf(processId), 11, 15) * TICK_MICROSECONDS +
  childrenOf(processId).reduce((sum, child) => sum + timeOf(child), 0)

const residentOf = (processId: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]) * 1024

/** Bytes of memory that processes hold. */
export const memoryOf = (processIds: readonly number[]): number =>
  processIds.reduce((sum, processId) => sum + residentOf(processId), 0)

/** Keeps a process to one processor; nothing where there is only one, or no taskset. */
export const pin = (processId: number, processor: number): void => {
  try {
    execFileSync('taskset', ['-a', '-p', '-c', String(processor), String(processId)], { stdio: 'ignore' })
  } catch {
    // Measured all the same: processor time does not depend on it.
  }
}

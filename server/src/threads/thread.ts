import { Worker } from 'node:worker_threads'

export type Asked = { id: number; job: unknown }
export type Answered = { id: number } & ({ answer: unknown } | { error: string })

type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

type Terms = {
  /** The longest that a job may take; null: as long as it takes. */
  timeMs: number | null
  /** What the thread is given at its start: `workerData`. */
  data?: unknown
}

/**
 * A thread of its own for work that would hold up the rooms. Its life: started with the first job → started anew with the
 * next one after it failed, took too long over a job or was given up, when all jobs it had fail → stopped. `script` serves
 * the jobs (serve.ts). While it has jobs it keeps the process alive.
 */
export class Thread<Job, Answer> {
  readonly #script: URL
  readonly #terms: Terms
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(script: URL, terms: Terms) {
    this.#script = script
    this.#terms = terms
  }

  get isStarted(): boolean {
    return this.#worker !== null
  }

  async run(job: Job): Promise<Answer> {
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#lastId
    const timer = this.#limit()
    worker.ref()
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject })
        worker.postMessage({ id, job } satisfies Asked)
      })
    } finally {
      clearTimeout(timer)
      if (this.#waiting.size === 0) worker.unref()
    }
  }

  /** Ends it whatever it does; the next job starts it anew. */
  giveUp(): void {
    this.#fail(new Error('a thread was given up'))
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #limit(): NodeJS.Timeout | undefined {
    const { timeMs } = this.#terms
    if (timeMs === null) return undefined
    return setTimeout(() => this.#fail(new Error('a thread took too long')), timeMs)
  }

  #start(): Worker {
    const started = new Worker(this.#script, { workerData: this.#terms.data })
    started.on('error', (error) => {
      // Of one that was given up nobody waits for anything.
      if (started === this.#worker) this.#fail(error instanceof Error ? error : new Error(String(error)))
    })
    started.on('message', (message: Answered) => {
      const job = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if ('error' in message) job?.reject(new Error(message.error))
      else job?.resolve(message.answer as Answer)
    })
    return started
  }

  #fail(error: Error): void {
    void this.#worker?.terminate()
    this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}

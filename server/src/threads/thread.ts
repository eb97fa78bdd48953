import { Worker } from 'node:worker_threads'

export type Asked = { id: number; job: unknown }
export type Answered = { id: number } & ({ answer: unknown } | { error: string })

type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: Error) => void }

/**
 * A thread of its own for work that would hold up the rooms. Its life: started with the first job → started anew after
 * it failed, or took longer than `timeMs` over a job, when all jobs it had fail → stopped. `script` serves the jobs (serve.ts).
 */
export class Thread<Job, Answer> {
  readonly #script: URL
  readonly #timeMs: number
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(script: URL, timeMs: number) {
    this.#script = script
    this.#timeMs = timeMs
  }

  async run(job: Job): Promise<Answer> {
    const worker = (this.#worker ??= this.#start())
    const id = ++this.#lastId
    const timer = setTimeout(() => this.#fail(new Error('a thread took too long')), this.#timeMs)
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject })
        worker.postMessage({ id, job } satisfies Asked)
      })
    } finally {
      clearTimeout(timer)
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate()
  }

  #start(): Worker {
    const started = new Worker(this.#script)
    started.unref()
    started.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))))
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

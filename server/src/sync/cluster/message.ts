import { noticeTopics } from 'shared/protocol/acknowledgement'
import { z } from 'zod'

const id = z.string().max(64)
const number = z.number().int().nonnegative()

/** Somebody's presence at another node: what her own node has made of it, and who she is for the binding of client ids. */
const speaking = z.object({
  clientId: number,
  clock: number,
  /** JSON text, 'null' when she has gone. */
  state: z.string().max(16_384),
  personId: id,
  mayWrite: z.boolean(),
})

const withdrawal = z
  .object({
    personId: id.exactOptional(),
    communityId: id.exactOptional(),
    documentId: id.exactOptional(),
    sessionId: id.exactOptional(),
  })
  .refine((given) => Object.keys(given).length > 0)

const body = z.discriminatedUnion('kind', [
  /** `label`: machine and port, for the operator. */
  z.object({ kind: z.literal('alive'), label: z.string().max(300) }),
  z.object({ kind: z.literal('leaving') }),
  /** Documents that have grown, and how far; 0: nobody knows, look. */
  z.object({ kind: z.literal('committed'), heads: z.array(z.tuple([id, number])).max(10_000) }),
  /** Something beside a document's text changed: what, and its number. */
  z.object({ kind: z.literal('noticed'), documentId: id, topic: z.enum(noticeTopics), n: number }),
  z.object({ kind: z.literal('withdrawn'), withdrawal }),
  z.object({
    ...{ kind: z.literal('present'), documentId: id, entries: z.array(speaking).max(10_000) },
    /** They are all who are present there. */
    all: z.boolean().exactOptional(),
  }),
  /** Says to tell again who is present: in one document or, without, in all that the one asked has open. */
  z.object({ kind: z.literal('asking'), documentId: id.optional(), of: id.optional() }),
])

const message = z.object({ from: id, body })

export type Speaking = z.infer<typeof speaking>
export type Body = z.infer<typeof body>
export type Message = z.infer<typeof message>

/** Null for what is no message: another version's, or damaged. */
export const readMessage = (text: string): Message | null => {
  try {
    return message.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

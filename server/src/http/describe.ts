import { describeRoute, resolver } from 'hono-openapi'
import type { ZodType } from 'zod'

/** Says in /api/openapi.json what a route is for and what it answers with. */
export const describe = (summary: string, answer?: ZodType) =>
  describeRoute({
    summary,
    responses: {
      200: {
        description: 'Done',
        ...(answer && { content: { 'application/json': { schema: resolver(answer) } } }),
      },
    },
  })

import { listRoutes, type DeclaredRoute } from 'server/access/policy'
import type { OpenApi } from './api.ts'

export const isUnsafe = ({ method }: Pick<DeclaredRoute, 'method'>): boolean =>
  !['GET', 'HEAD'].includes(method)

/** Every route of the API as it declares itself; new ones are in it by themselves. */
export const allRoutes = (app: Pick<OpenApi, 'api'>): DeclaredRoute[] => listRoutes(app.api)

/** The route's path under /api with its parameters filled; who has no value gets `rest`. */
export const fillPath = (path: string, values: Record<string, string>, rest: string): string =>
  path
    .replace(/^\/api/, '')
    .replace(/:([a-zA-Z]+)(\{[^}]*\})?\??/g, (_whole, name: string) => values[name] ?? rest)

/** How many rows each table holds: equal before and after means that nothing was done. */
export const countRows = async ({ sql }: Pick<OpenApi, 'sql'>): Promise<Record<string, number>> => {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(name)}`
    counts[name] = row?.count ?? 0
  }
  return counts
}

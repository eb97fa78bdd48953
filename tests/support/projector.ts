import { connect } from 'db/connect'
import { createActivity } from 'server/activity/projection'
import { createLogger } from 'server/log'
import { createProjections } from 'server/projections/runner'

// Run as a process of its own, to be killed in the middle: node projector.ts <database url>
const { db } = connect(process.argv[2] ?? '', { applicationName: 'projector' })
const projections = createProjections({
  db,
  log: createLogger({ level: 'silent' }),
  projections: [createActivity()],
  now: () => new Date(),
})
console.log('projecting')
await projections.settle()
console.log('settled')
process.exit(0)

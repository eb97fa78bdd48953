import { serve } from '../../threads/serve.ts'
import { doLong, type Job } from './work.ts'

serve((job: Job) => doLong(job))

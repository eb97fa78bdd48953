import { serve } from '../../threads/serve.ts'
import { findUnfit, type Log } from './unfit.ts'

serve((log: Log) => findUnfit(log))

import { serve } from '../threads/serve.ts'
import { work, type Work } from './work.ts'

serve(([name, given]: [keyof Work, never]): unknown => work[name](given))

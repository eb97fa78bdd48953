import { serve } from '../threads/serve.ts'
import { compact } from './compactState.ts'

serve((updates: Uint8Array[]) => compact(updates))

import approvals from '../ru/approvals.json' with { type: 'json' }
import exports from '../ru/exports.json' with { type: 'json' }
import lineage from '../ru/lineage.json' with { type: 'json' }

/** Russian words around an open document. */
export const words = { approvals, exports, lineage }

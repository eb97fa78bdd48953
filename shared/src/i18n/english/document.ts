import approvals from '../en/approvals.json' with { type: 'json' }
import exports from '../en/exports.json' with { type: 'json' }
import lineage from '../en/lineage.json' with { type: 'json' }

/** English words around an open document. */
export const words = { approvals, exports, lineage }

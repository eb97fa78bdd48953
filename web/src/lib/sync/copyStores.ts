/** Stores of a document's copy on this computer: its updates, and what is known of them. */
export const UPDATES = 'updates'
export const FACTS = 'facts'
/** Among the facts: how many edits the server has not acknowledged. */
export const UNSENT = 'unsent'

import communities from '../en/communities.json' with { type: 'json' }
import connection from '../en/connection.json' with { type: 'json' }
import invitations from '../en/invitations.json' with { type: 'json' }
import people from '../en/people.json' with { type: 'json' }

/** English words about people. */
export const words = { communities, connection, invitations, people }

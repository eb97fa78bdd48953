import communities from '../ru/communities.json' with { type: 'json' }
import connection from '../ru/connection.json' with { type: 'json' }
import invitations from '../ru/invitations.json' with { type: 'json' }
import people from '../ru/people.json' with { type: 'json' }

/** Russian words about people: how they come, where they work, what they may. */
export const words = { communities, connection, invitations, people }

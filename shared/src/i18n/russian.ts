import app from './ru/app.json' with { type: 'json' }
import problems from './ru/problems.json' with { type: 'json' }
import people from './ru/people.json' with { type: 'json' }
import schools from './ru/schools.json' with { type: 'json' }
import approvals from './ru/approvals.json' with { type: 'json' }
import communities from './ru/communities.json' with { type: 'json' }
import comments from './ru/comments.json' with { type: 'json' }
import connection from './ru/connection.json' with { type: 'json' }
import invitations from './ru/invitations.json' with { type: 'json' }
import lineage from './ru/lineage.json' with { type: 'json' }
import documents from './ru/documents.json' with { type: 'json' }
import offline from './ru/offline.json' with { type: 'json' }
import editor from './ru/editor.json' with { type: 'json' }
import exports from './ru/exports.json' with { type: 'json' }
import roadmaps from './ru/roadmaps.json' with { type: 'json' }
import participation from './ru/participation.json' with { type: 'json' }
import search from './ru/search.json' with { type: 'json' }
import status from './ru/status.json' with { type: 'json' }
import today from './ru/today.json' with { type: 'json' }
import templates from './ru/templates.json' with { type: 'json' }

/** All Russian words, one file per domain word. Loaded only by who reads this language. */
export const russian = {
  app,
  problems,
  people,
  schools,
  approvals,
  communities,
  comments,
  connection,
  invitations,
  documents,
  lineage,
  editor,
  offline,
  exports,
  roadmaps,
  participation,
  search,
  status,
  today,
  templates,
}

import app from './en/app.json' with { type: 'json' }
import problems from './en/problems.json' with { type: 'json' }
import people from './en/people.json' with { type: 'json' }
import schools from './en/schools.json' with { type: 'json' }
import approvals from './en/approvals.json' with { type: 'json' }
import communities from './en/communities.json' with { type: 'json' }
import comments from './en/comments.json' with { type: 'json' }
import connection from './en/connection.json' with { type: 'json' }
import invitations from './en/invitations.json' with { type: 'json' }
import lineage from './en/lineage.json' with { type: 'json' }
import documents from './en/documents.json' with { type: 'json' }
import offline from './en/offline.json' with { type: 'json' }
import editor from './en/editor.json' with { type: 'json' }
import exports from './en/exports.json' with { type: 'json' }
import roadmaps from './en/roadmaps.json' with { type: 'json' }
import participation from './en/participation.json' with { type: 'json' }
import search from './en/search.json' with { type: 'json' }
import status from './en/status.json' with { type: 'json' }
import today from './en/today.json' with { type: 'json' }
import templates from './en/templates.json' with { type: 'json' }

/** All English words, one file per domain word. Loaded only by who reads this language. */
export const english = {
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

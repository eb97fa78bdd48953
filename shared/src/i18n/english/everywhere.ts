import app from '../en/app.json' with { type: 'json' }
import documents from '../en/documents.json' with { type: 'json' }
import editor from '../en/editor.json' with { type: 'json' }
import favourites from '../en/favourites.json' with { type: 'json' }
import offline from '../en/offline.json' with { type: 'json' }
import problems from '../en/problems.json' with { type: 'json' }
import schools from '../en/schools.json' with { type: 'json' }
import search from '../en/search.json' with { type: 'json' }

/** English words of every page. */
export const words = { app, documents, editor, favourites, offline, problems, schools, search }

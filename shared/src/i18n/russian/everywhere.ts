import app from '../ru/app.json' with { type: 'json' }
import documents from '../ru/documents.json' with { type: 'json' }
import editor from '../ru/editor.json' with { type: 'json' }
import favourites from '../ru/favourites.json' with { type: 'json' }
import offline from '../ru/offline.json' with { type: 'json' }
import problems from '../ru/problems.json' with { type: 'json' }
import schools from '../ru/schools.json' with { type: 'json' }
import search from '../ru/search.json' with { type: 'json' }

/** Russian words of every page. */
export const words = { app, documents, editor, favourites, offline, problems, schools, search }

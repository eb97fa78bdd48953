import { error } from '@sveltejs/kit'

/** An address that leads nowhere looks from outside like one behind the door, and from inside keeps the menu. */
export const load = () => error(404)

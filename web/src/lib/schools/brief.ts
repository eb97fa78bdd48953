const kindWord = /(^|\s)(СОШ|ООШ|НОШ|МКУ|МБОУ|МАОУ)(?=\s|$)/gu

/** «Ольховская СОШ» → «Ольховская», «СОШ № 5» → «№ 5»: where several schools stand in one cell of a table. */
export const briefName = (shortName: string): string => shortName.replace(kindWord, '').trim() || shortName

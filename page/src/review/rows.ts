/** Rows of a form: added, taken out, moved; and what is wrong with them, by the names that the server has for fields. */

/** `key` stays a row's own while rows come, go and change places. */
export interface Keyed { key: number }

/** What is wrong, by the path of its field: `attribution[0].code`. */
export type Wrongs = Readonly<Record<string, string>>;

export const pathOf = (list: string, index: number, field: string): string => `${list}[${index}].${field}`;

export const nextKey = (rows: readonly Keyed[]): number => Math.max(-1, ...rows.map((row) => row.key)) + 1;

export const without = <Row>(rows: readonly Row[], index: number): Row[] => rows.filter((_, at) => at !== index);

/** The row one place up (-1) or down (1); as it was where there is no such place. */
export function moved<Row>(rows: readonly Row[], index: number, by: -1 | 1): Row[] {
  const found = [...rows];
  const [one, other] = [found[index], found[index + by]];
  if (one === undefined || other === undefined) return found;
  [found[index], found[index + by]] = [other, one];
  return found;
}

export const changed = <Row>(rows: readonly Row[], index: number, fields: Partial<Row>): Row[] => rows.map((row, at) => (at === index ? { ...row, ...fields } : row));

/** The wrongs of all rows, each row telling its own by the names of its fields; empty words are no wrong. */
export function wrongRows<Row>(list: string, rows: readonly Row[], check: (row: Row) => Record<string, string>): Wrongs {
  const found = rows.flatMap((row, index) => Object.entries(check(row)).map(([field, what]) => [pathOf(list, index, field), what] as const));
  return Object.fromEntries(found.filter(([, what]) => what));
}

/** What the server found wrong, put to the field that a row has for it: `attribution[0].sectors[1]` is about the sectors. */
export function wrongOf(where: string, message: string): Wrongs {
  const path = /^(attribution|figures)\[\d+\]\.\w+/u.exec(where)?.[0];
  return path ? { [path]: message } : {};
}

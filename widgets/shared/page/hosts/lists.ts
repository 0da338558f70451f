/** A list as JupyterLab's models have it. */
export interface List<Item> {
  readonly length: number;
  get(i: number): Item;
}

export const itemsOf = <Item>(list: List<Item> | undefined): Item[] =>
  Array.from({ length: list?.length ?? 0 }, (_, i) => (list as List<Item>).get(i));

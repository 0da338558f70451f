/** What words do in prompts that give colours to classes. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** "is", as in "the cat is red". */
export const COPULAS = set(
  "is are was were be being becomes become gets get has have takes take turns turn appears appear remains remain stays stay",
);
/** Of these, the ones that make a sentence look as if it gave a colour. */
export const PLAIN_COPULAS = set("is are was were be");
export const AUXILIARIES = set("will should must shall can could would needs need ought to");
export const ADVERBS = set(
  "each all both then also now always only simply entirely completely fully just to be it's",
);
export const PARTICIPLES = set(
  `represented depicted rendered shown painted marked displayed drawn set coloured colored filled highlighted labelled
   labeled visualized visualised indicated denoted segmented encoded assigned shaded tinted masked mapped`,
);
export const PREPOSITIONS = set("by in as to with using via into");
/** What may stand alone between a class and its colour once the sentence has told how. */
export const SHORT_LINKS = set("in as by with to using");
export const NEGATIONS = set(
  "not never no n't isn't aren't isn’t aren’t won't won’t shouldn't mustn't cannot neither nor",
);
export const RELATIVES = set("that which who whose whom where");
export const PRONOUNS = set(
  "it they them this that these those he she him her who which one ones its their there",
);
export const ARTICLES = set("a an the");
export const CONJUNCTIONS = set("and while whereas but plus then");

/** What tells where another thing is. */
export const PLACES = set(
  "with without against beside besides alongside near behind before under over above below next versus vs or on plus",
);

/** Verbs of orders, and of those the ones that take a colour as it is: paint the cat red. */
export const PAINTING = set("paint color colour make fill turn dye shade tint let leave keep set");
export const ORDERS = new Set([
  ...PAINTING,
  ...set(
    "segment mark highlight render draw show label depict display represent mask outline annotate visualize visualise",
  ),
]);
/** Verbs that ask for a picture and say nothing of a class. */
export const REQUESTS = set(
  "generate create produce conduct perform predict return output give provide do use using draw make",
);

/** Words around a colour that add nothing: "in a solid yellow colour", "as a red mask". */
export const COLOUR_LEAD = set(
  "a an the pure solid plain flat uniform opaque fully single color colour colored coloured hex rgb code value exact exactly shade tone hue tint of",
);
export const COLOUR_TAIL = set(
  "color colour colors colours colored coloured mask masks region regions area areas overlay pixels hue tone",
);

/** Colour first: "red for the cat". */
export const MEANS = set("for represents represent means mean denotes denote indicates indicate marks");

export const isPair = (text: string): boolean => /^(?::|=|=>|->|→|[-–—])$/.test(text);

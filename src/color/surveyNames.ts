/**
 * Colour words that people use and CSS lacks, as the medians of Randall Munroe's colour survey of 222,500 people
 * have them (https://xkcd.com/color/rgb.txt, public domain, CC0). Names of things that are classes more often than
 * colours (sand, stone, leaf, sky) are left out.
 */
const SURVEY = `
  acid green 8ffe09, amber feb308, amethyst 9b5fc0, apple green 76cd26, apricot ffb16d, army green 4b5d16,
  aubergine 3d0734, auburn 9a3001, avocado green 87a922, baby blue a2cffe, baby green 8cff9e, baby pink ffb7ce,
  baby purple ca9bf7, banana yellow fafe4b, blood red 980002, blue green 137e6d, blue grey 607c8e,
  bluish green 10a674, blush f29e8e, bordeaux 7b002c, bottle green 044a05, brick red 8f1402, bronze a87900,
  bubblegum ff6cb5, bubblegum pink fe83cc, burgundy 610023, burnt orange c04e01, burnt sienna b04e0f,
  burnt umber a0450e, camel c69f59, canary yellow fffe40, caramel af6f09, carmine 9d0216, cerise de0c62,
  cerulean 0485d1, charcoal 343837, charcoal grey 3c4142, cherry red f7022a, chocolate brown 411900, claret 680018,
  cobalt 1e488f, cobalt blue 030aa7, copper b66325, coral pink ff6163, cranberry 9e003a, cream ffffc2, creme ffffb6,
  denim blue 3b5b92, dusty blue 5a86ad, dusty pink d58a94, dusty rose c0737a, ecru feffca, eggplant 380835,
  eggshell ffffd4, electric blue 0652ff, electric green 21fc0d, electric lime a8ff04, electric pink ff0490,
  electric purple aa23ff, emerald 01a049, emerald green 028f1e, fluorescent green 08ff08, golden f5bf03,
  golden yellow fec615, grape 6c3461, grass green 3f9b0b, green blue 06b48b, grey blue 6b8ba4, grey green 789b73,
  gunmetal 536267, hunter green 0b4008, ice blue d7fffe, jade 1fa774, jade green 2baf6a, jungle green 048243,
  kelly green 02ab2e, leaf green 5ca904, lemon fdff52, lemon yellow fdff38, lilac cea2fd,
  mahogany 4a0100, mauve ae7181, midnight purple 280137, mint 9ffeb0, mint green 8fff9f, moss green 658b38,
  mulberry 920a4e, mustard ceb301, mustard yellow d2bd0a, navy blue 001146, neon blue 04d9ff, neon green 0cff0c,
  neon pink fe019a, neon purple bc13fe, neon red ff073a, neon yellow cfff04, ocean blue 03719c, ochre bf9005,
  off white ffffe4, olive green 677a04, orange red fd411e, orange yellow ffad01, peach ffb07c, periwinkle 8e82fe,
  pine green 0a481e, pinkish purple d648d7, pistachio c0fa8b, prussian blue 004577, puce a57e52, pumpkin e17701,
  purple blue 632de9, raspberry b00149, red brown 8b2e16, red orange fd3c06, red purple 820747, reddish brown 7f2b0a,
  rose cf6275, rose pink f7879a, rose red be013c, royal purple 4b006e, ruby ca0147, russet a13905, rust a83c09,
  rust red aa2704, saffron feb209, sage 87ae73, sage green 88b378, salmon pink fe7b7c, sapphire 2138ab, scarlet be0119,
  sea blue 047495, seafoam 80f9ad, seafoam green 7af9ab, sepia 985e2b, slate 516572, steel 738595, steel grey 6f828a,
  tangerine ff9408, taupe b9a281, teal blue 01889f, teal green 25a36f, terracotta ca6641, turquoise blue 06b1c4,
  turquoise green 04f489, ultramarine 2000b1, vermilion f4320c, vermillion f4320c, viridian 1e9167, wine red 7b0323,
  yellow orange fcb001
`;

/** Name, without spaces → levels. */
export const SURVEY_COLOURS: ReadonlyMap<string, readonly [number, number, number]> = new Map(
  SURVEY.split(",").map((entry) => {
    const words = entry.trim().split(/\s+/);
    const digits = words.pop() as string;
    const [r, g, b] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
    return [words.join(""), [r, g, b] as const];
  }),
);

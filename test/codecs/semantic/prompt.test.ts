import { isPeelError } from "vision-peel";
import { parseLegend } from "vision-peel/codecs";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../instances/pictures.js";

const read = (prompt: string) =>
  parseLegend(prompt, { background: null }).map(({ name, colour }) => `${name}: ${colour.join(",")}`);

describe("prompts of arXiv 2604.20329, its figures and its project page", () => {
  it.each([
    [
      "Conduct per-class semantic segmentation for the given image. The sitting person are represented by (255, 255, 0). The standing and walking people are represented by (255, 192, 128). The ocean is depicted in (64, 192, 64). The street lights are in (128, 0, 64). The sky is in (255, 0, 192). The fence is in (0, 0, 255). The backpack is in (255, 0, 0).",
      [
        "sitting person: 255,255,0",
        "standing and walking people: 255,192,128",
        "ocean: 64,192,64",
        "street lights: 128,0,64",
        "sky: 255,0,192",
        "fence: 0,0,255",
        "backpack: 255,0,0",
      ],
    ],
    [
      "A segmentation map image. The area that corresponds to the man in pink t shirt is rendered solid white; the other man is rendered in green.",
      ["man in pink t shirt: 255,255,255", "other man: 0,255,0"],
    ],
    [
      "A segmentation map image. The stretching cat is rendered in green, the cat that is cleaning itself is in cyan.",
      ["stretching cat: 0,255,0", "cat that is cleaning itself: 0,255,255"],
    ],
    [
      "This image shows segmentation masks from the given image. The background is black color. The chef’s names in both Chinese and English are rendered as cyan color.",
      ["background: 0,0,0", "chef’s names in both Chinese and English: 0,255,255"],
    ],
    [
      "A segmentation map of the input image. The pig not in the glass is rendered cyan, and the pig in the glass reflection is rendered yellow.",
      ["pig not in the glass: 0,255,255", "pig in the glass reflection: 255,255,0"],
    ],
    [
      'This image is a segmentation task derived from the input. The "crescent"-shaped croissant instances are each represented by a unique, solid color. Background is RGB(88, 50, 82).',
      ["background: 88,50,82"],
    ],
    [
      "This image shows segmentation masks for the basketballs from the input image. The background is set to #10aa05. Each basketball instance is represented by a solid circular mask, and a different color is used for each mask.",
      ["background: 16,170,5"],
    ],
    [
      "This image shows segmentation masks for the balls from the input image. The background is set to white color. Each ball is represented by a different color.",
      ["background: 255,255,255"],
    ],
    [
      "Segment the wine bottles, make sure different colors for different wine brands. The background will be black.",
      ["background: 0,0,0"],
    ],
  ])("reads %s", (prompt, expected) => {
    expect(read(prompt)).toEqual(expected);
  });

  it.each([
    "Generate an instance segmentation visualization of this image. Each piece of garlic is colored differently.",
    "Generate an instance segmentation visualization of the input image. Segment all the price on the price tags, color them differently.",
    "Predict the metric depth of this scene as an image. Visualized in the rainbow (black-red-yellow-green-cyan-blue-violet-white) color palette.",
    "Generate a metric depth map of the provided image. Visualized in the rainbow colormap.",
    "Generate a surface normal map of the input image.",
    "Generate a segmentation visualization of this image, using the following color map…",
  ])("finds no class in %s", (prompt) => {
    expect(() => read(prompt)).toThrow(/at least one class with its colour/);
  });
});

describe("sentences with several classes", () => {
  const two = ["cat: 255,0,0", "dog: 0,0,255"];
  it.each([
    "The cat is rendered in red and the dog is rendered in blue.",
    "The cat is in RGB(255,0,0) color and the dog is in RGB(0, 0, 255) color.",
    "Segment the cat in red and the dog in #00F.",
    "Please paint the cat red and the dog blue.",
    "The cat is red and the dog blue.",
    "The cat is red, while the dog should be painted in the color blue.",
    "Use red for the cat and blue for the dog.",
    "Red represents the cat, blue stands for the dog.",
    "Segment the cat (red) and the dog (#0000ff).",
    "Generate a segmentation map where the cat is red and the dog is blue, with sharp edges.",
    "Segment the picture.\nThe cat is\nrendered in red. The dog is shown as a solid blue mask.",
    "cat: red, dog: blue",
    "cat: red\ndog: blue",
    "Legend: cat = red; dog = blue",
    "- cat: #FF0000\n- dog: RGB(0 0 255)",
    "1. cat: hsl(0, 100%, 50%)\n2. dog: hsl(240 100% 50%)",
    "cat -> red\ndog → blue",
    "{cat: red, dog: blue}",
    "Assign red to the cat and blue to the dog.",
    "Set the cat to red and the dog to blue.",
    "The color of the cat is red. The dog remains blue.",
    '[{"name": "cat", "color": "red"}, {"name": "dog", "colour": "#00f"}]',
    'Use this mapping: {"cat": "red"}. The dog is blue.',
  ])("reads %s", (prompt) => {
    expect(read(prompt)).toEqual(two);
  });

  it.each([
    ["The sky is light blue and the sea is dark blue.", ["sky: 173,216,230", "sea: 0,0,139"]],
    ["The man in black and white is rendered green.", ["man in black and white: 0,255,0"]],
    ["The cat, the dog and the bird are red.", ["cat, the dog and the bird: 255,0,0"]],
    ["Paint the cat and the dog red.", ["cat and the dog: 255,0,0"]],
    ["The cat, the one on the left, is red.", ["cat, the one on the left: 255,0,0"]],
    ["The cat, which sits on the mat, is red.", ["cat, which sits on the mat: 255,0,0"]],
    ["Segment the orange. The orange is pink.", ["orange: 255,192,203"]],
    ["The cat is red on a white background.", ["cat: 255,0,0", "background: 255,255,255"]],
    ["Render the cat in red; leave the background black.", ["cat: 255,0,0", "background: 0,0,0"]],
    ["Paint the man in pink yellow.", ["man in pink: 255,255,0"]],
    ["Paint the cat in the window red.", ["cat in the window: 255,0,0"]],
    ["Paint the cat red and everything else grey.", ["cat: 255,0,0", "background: 128,128,128"]],
    ["The person's hat is red. The dog's bone is in blue.", ["person's hat: 255,0,0", "dog's bone: 0,0,255"]],
    [
      "The road is red. The sidewalk is neon green. The sky is blue.",
      ["road: 255,0,0", "sidewalk: 12,255,12", "sky: 0,0,255"],
    ],
  ])("reads %s", (prompt, expected) => {
    expect(read(prompt)).toEqual(expected);
  });
});

describe("a clause that is not understood", () => {
  it.each([
    // The project page's own slip.
    [
      "The menu is #80C000. The dessert is #800000. The patterns on the wall is #40FFC",
      '"The patterns on the wall is #40FFC", which has #40FFC, which is no colour',
    ],
    ["The cat is red, the mouse is #00F8.", '"the mouse is #00F8"'],
    [
      "The road is red. The sidewalk is blurple. The sky is blue.",
      '"The sidewalk is blurple", which looks like a colour for a class, but "blurple" is none',
    ],
    ["The car is not red, it is blue.", '"The car is not red", which says what a class is not'],
    ["The car isn't red.", "says what a class is not"],
    ["The car is big. It is blue.", '"The car is big"'],
    ["The car is blue. It is big.", '"It is big"'],
    ["The cat is in red, it is in blue.", '"it is in blue", which gives a colour to "it"'],
    ["The cat is red or pink.", '"The cat is red or pink"'],
    ["The cat and the dog are red and blue, respectively.", '"blue, respectively"'],
    [
      "The cat is red, the man in black and the woman are rendered in cyan.",
      "may give a colour to one thing or be the name of two",
    ],
    ["Segment the cat in blurple.", '"blurple" is none'],
    ["Paint the cat blurple and the dog red.", '"Paint the cat blurple and the dog red"'],
    ["Segment the cat in blurple and the dog in red.", '"Segment the cat in blurple and the dog in red"'],
    ["The cat in blurple, the dog is red.", '"The cat in blurple, the dog is red"'],
    ["The sky is blue, the beach in sandy yellow.", '"the beach in sandy yellow"'],
    ["The cat is red. Assign blue where the dog is.", '"Assign blue where the dog is"'],
    ["Nothing else is red. The cat is red.", '"Nothing else is red", which says what no class is'],
    ["cat: blurple, dog: red", '"cat: blurple,"'],
    ["red: cat, blue: dog", '"red: cat, blue: dog"'],
    ["The cat is red. Dog blue.", '"Dog blue", which ends in a colour'],
    ["Each cat is colored differently. The dog is red.", "lets the model choose colours"],
    ["The cat is red. The cat is blue.", '"cat" twice'],
    ['{"cat": , "dog": "blue"}', 'none after "cat":'],
    ['{"cat": <255, 0>, "dog": "blue"}', 'legend["cat"] must be a colour'],
  ])("is quoted: %s", (prompt, sentence) => {
    expect(() => read(prompt)).toThrow(sentence);
  });
});

it("ends in a legend or in a typed error, whatever it is given", () => {
  const random = randomFrom(3);
  const words =
    "the cat dog is are not in and , . ; : red blue #0F0 #00F8 <0,0,255> ( ) \" ' { } = -> \n - 1. segment paint with it that was rendered background color on use for each differently".split(
      " ",
    );
  for (let i = 0; i < 3000; i++) {
    const text = Array.from(
      { length: 1 + Math.floor(24 * random()) },
      () => words[Math.floor(words.length * random())],
    );
    try {
      expect(parseLegend(text.join(" ")).length).toBeGreaterThan(0);
    } catch (error) {
      expect(isPeelError(error, "argument"), `${text.join(" ")}: ${error}`).toBe(true);
    }
  }
});

describe("lists with other separators", () => {
  it.each([
    ..."|,/,+,•,·,—,–,-,or,vs,，,、,&,\t,".split(",").map((mark) => `cat: red ${mark} dog: blue`),
    "cat: red, dog: blue",
    "cat: red，dog: blue",
    "cat：red、dog：blue",
    "cat: red/dog: blue",
    "cat=red dog=blue",
    "cat=red&dog=blue",
    "cat=#f00&dog=#00f",
    "cat -> red dog -> blue",
    "cat → red dog → blue",
    "cat - red dog - blue",
    "cat: red (dog: blue)",
    "cat: (255, 0, 0) | dog: (0, 0, 255)",
  ])("reads %s", (prompt) => {
    expect(read(prompt)).toEqual(["cat: 255,0,0", "dog: 0,0,255"]);
  });

  it.each([
    ["cat: red | dog: blurple", "dog: blurple"],
    ["cat: red orange: blue", "cat: red orange: blue"],
    ["cat: red ~ dog: blue", "cat: red ~ dog: blue"],
    ["cat: red, dog: ", "leaves the colour out"],
    ["cat: red\ndog:\nbird: blue", '"dog:", which leaves the colour out'],
    ["cat : red ; dog", '"dog", which leaves the colour out'],
    ["Segment the cat in red with the dog in blue.", "the dog in blue"],
    ["Segment the cat in red against the dog in blue.", "the dog in blue"],
    ["Segment the cat in red beside the dog in blue.", "the dog in blue"],
  ])("refuses %j", (prompt, sentence) => {
    expect(() => read(prompt)).toThrow(sentence);
  });

  it("never makes a class of a pair", () => {
    const random = randomFrom(5);
    const words = "cat dog red blue orange | / ~ : = -> → - — ( ) , with or & #00f \n".split(" ");
    for (let i = 0; i < 3000; i++) {
      const text = Array.from(
        { length: 2 + Math.floor(9 * random()) },
        () => words[Math.floor(words.length * random())],
      ).join(" ");
      try {
        for (const { name } of parseLegend(text))
          expect(name, text).not.toMatch(/[:=→]|->|^(?:red|blue|orange) [|/—–-]/);
      } catch (error) {
        expect(isPeelError(error, "argument"), `${text}: ${error}`).toBe(true);
      }
    }
  });
});

describe("what no class is given", () => {
  it.each([
    "The remaining image is",
    "Unlabelled areas are",
    "Pixels not belonging to the cat are",
    "Anything not listed is",
    "Void is",
  ])("is the background: %s white", (words) => {
    expect(read(`The cat is red. ${words} white.`)).toEqual(["cat: 255,0,0", "background: 255,255,255"]);
  });

  it.each([
    "Keep the background unchanged.",
    "Leave other pixels unchanged.",
    "Do not change the rest of the image.",
    "leave background untouched",
    "Keep the background as in the photo.",
  ])("cannot be the photo: %s", (words) => {
    expect(() => read(`${words} The cat is red.`)).toThrow("cannot be read as flat colours");
    expect(() => read(`The cat is red. ${words}`)).toThrow("cannot be read as flat colours");
  });
});

describe("a sentence with a colour that is not understood, beside classes", () => {
  it.each([
    "Use a white background. The cat is red.",
    "The cat is red. The image has a white background.",
    "The cat is red. White background.",
    "Use white elsewhere. The cat is red.",
    "Start with a white canvas. The cat is red.",
    "Generate a mask with a white background where the cat is red.",
    "The cat is red. Cover the dog in a yellow tint.",
    "The cat is red. Create a yellow mask of the dog.",
    "The cat is red. Overlay the dog with a yellow mask.",
    "The cat is red. Turn the dog into a yellow silhouette.",
    "The cat is red. Draw a yellow dog.",
    "Paint the cat red. Put the dog in a yellow colour.",
  ])("is refused, or read whole: %s", (prompt) => {
    let read: string[];
    try {
      read = parseLegend(prompt).map(({ name, colour }) => `${name} ${colour.join(",")}`);
    } catch (error) {
      expect((error as Error).name).toBe("ArgumentError");
      return;
    }
    const text = read.join("; ");
    if (/white/i.test(prompt)) expect(text).toContain("background 255,255,255");
    else expect(text).toMatch(/dog 255,255,0/);
  });

  it("is talk where it names a thing", () => {
    expect(parseLegend("Segment the rose. The rose is blue.").map(({ name }) => name)).toContain("rose");
  });
});

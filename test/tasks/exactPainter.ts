/** A generator that knows the scene and answers prompts exactly: what tasks give back must be the scene. */
import {
  encodeDepth,
  encodeInstances,
  encodeNormals,
  encodeSemantic,
  InstanceMap,
  LabelMap,
  parseLegend,
  type Rendering,
  type RgbImage,
  registerGenerator,
  renderScene,
  sampleScene,
} from "vision-peel";

const size = { width: 120, height: 90 };
const rendered = new Map<number, Rendering>();

/** The scene, at a multiple of its size. */
export function sceneAt(times: number): Rendering {
  const scene =
    rendered.get(times) ??
    renderScene(sampleScene({ seed: 7 }), { width: size.width * times, height: size.height * times });
  rendered.set(times, scene);
  return scene;
}

/** what it has been asked, newest last */
export const prompts: string[] = [];

function answer(prompt: string, { depth, normals, classes: labels, instances }: Rendering): RgbImage {
  if (/instance segmentation/.test(prompt)) {
    const what = /Each of the (\w+?)s? is/.exec(prompt)?.[1] ?? "";
    const id = labels.legend.find(({ name }) => name === what)?.id;
    const data = instances.data.map((one, i) => (labels.data[i] === id ? one : 0));
    const ground = /background is (.*)\.$/.exec(prompt)?.[1] ?? "black";
    return encodeInstances(new InstanceMap({ ...sizeOf(labels), data }), { background: ground });
  }
  if (/segment|#|represented/.test(prompt)) {
    const text = /\{.*\}/.exec(prompt)?.[0] ?? prompt.replace(/^This image shows[^.]*\. /, "");
    const legend = parseLegend(text);
    // Longer expressions end with the class that they refer to.
    const classOf = (name: string) =>
      labels.legend.find((one) => name.toLowerCase().endsWith(one.name.toLowerCase()))?.id;
    const asked = new Map(legend.map(({ id, name }) => [classOf(name), id]));
    const data = labels.data.map((id) => asked.get(id) ?? 0);
    return encodeSemantic(new LabelMap({ ...sizeOf(labels), data, legend }), legend);
  }
  return /normal/.test(prompt) ? encodeNormals(normals) : encodeDepth(depth);
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

/** "exact-test:2" paints at twice the size. */
export function registerExactPainter(): void {
  registerGenerator({
    name: "exact-test",
    form: "exact-test:TIMES",
    about: "knows the scene",
    open: (times) => ({
      about: {
        kind: "exact-test",
        model: "exact",
        image: "required",
        isSeeded: true,
        alignmentMode: "resize",
      },
      async paint({ prompt }) {
        prompts.push(prompt);
        if (/fail/.test(prompt)) throw new Error("asked to fail");
        return [{ device: "cpu", picture: answer(prompt, sceneAt(Number(times) || 1)) }];
      },
    }),
  });
}

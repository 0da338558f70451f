export { PUBLISHED_SAMPLES, type PublishedSample, type SampleKind } from "./manifest.js";
export { type LocalSample, openSamples, Samples } from "./openSamples.js";
export { samplesUrl } from "./pageSource.js";
export { PAGE, PAGE_COMMIT, PAGE_LICENCE } from "./published.js";
export { type PulledSamples, type PullSamplesOptions, pullSamples, removeSamples } from "./pullSamples.js";
export { samplesFolder } from "./samplesFolder.js";
export { samplesNamed } from "./samplesNamed.js";

export { type Hdf5File, type Hdf5Ranges, openHdf5 } from "./hdf5.js";
export { isMatArray, isMatStruct, type MatStruct, type MatValue, type MatVariables } from "./matValue.js";
export { type PickleValue, parsePickle } from "./pickle.js";
export { parsePoints, parseRawFloats } from "./rawFloats.js";
export { readDpt, readFlo, readPickle, readPoints } from "./readFiles.js";
export { type ReadMatOptions, readMat } from "./readMat.js";
export { parseCam, parseDpt, parseFlo, type SintelCamera } from "./taggedFloats.js";

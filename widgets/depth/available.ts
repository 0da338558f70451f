import { type DepthPictureName, type DepthState, depthPictureNames } from "./state.js";

/** The pictures that a state has, in the order of the view's buttons. */
export function pictureNamesOf(
  state: Pick<DepthState, "photo" | "painted" | "residual" | "truth">,
): DepthPictureName[] {
  const has = {
    photo: state.photo !== null,
    painted: state.painted !== null,
    depth: true,
    residual: state.painted !== null || state.residual !== null,
    truth: state.truth !== null,
    error: state.truth !== null,
  };
  return depthPictureNames.filter((name) => has[name]);
}

/** Views that a hand moves over pictures of any size. */
export const viewNames = [
  "DepthView",
  "NormalView",
  "SegmentationView",
  "CompareView",
  "ErrorView",
  "CodeCubeView",
  "RoundTripView",
  "PointCloudView",
] as const;
export type ViewName = (typeof viewNames)[number];

/** Which painting of the page answers which photo, with the page's own prompt. */
export interface PublishedPainting {
  /** below `files/images`, as the photo's */
  readonly path: string;
  readonly photo: string;
  readonly prompt: string;
  /** of the paper, where it is shown there */
  readonly figure?: number;
}

export const PAINTINGS: readonly PublishedPainting[] = [
  {
    path: "semseg/img2-prompt2.png",
    photo: "semseg/img2.jpg",
    prompt:
      "This image is a per-pixel class labeling of the input. The macaron cakes are represented by (255, 255, 0). The round plates are represented by (255, 192, 128). The slice cakes are depicted in (64, 192, 64). The flowers are shown in (128, 0, 64). The tongs are (255, 0, 192).",
    figure: 2,
  },
  {
    path: "semseg/img2-prompt1.png",
    photo: "semseg/img2.jpg",
    prompt:
      "Generate a semantic segmentation visualization of the input. The menu is #80C000. The dessert is #800000. The patterns on the wall is #40FFC",
    figure: 2,
  },
  {
    path: "semseg/img1-prompt1.png",
    photo: "semseg/img1.jpg",
    prompt:
      'Generate a visualization image of semantic segmentation, using this color mapping: {"cat ears": <255, 165, 0>, "exit sign": <0, 0, 255>, "background": <125, 0, 125>}',
    figure: 2,
  },
  {
    path: "semseg/img1-prompt2.png",
    photo: "semseg/img1.jpg",
    prompt:
      'Generate a semantic segmentation visualization image, using this color mapping: {"cat": "red", "lock": "pink", "exit sign": "light purple", "background": "yellow"}',
    figure: 2,
  },
  {
    path: "semseg/semseg_ocean_1.png",
    photo: "semseg/semseg_ocean_0.jpg",
    prompt:
      "Conduct per-class semantic segmentation for the given image. The sitting person are represented by (255, 255, 0). The standing and walking people are represented by (255, 192, 128). The ocean is depicted in (64, 192, 64). The street lights are in (128, 0, 64). The sky is in (255, 0, 192). The fence is in (0, 0, 255). The backpack is in (255, 0, 0).",
  },
  {
    path: "insseg/insseg2_1.png",
    photo: "insseg/insseg2.jpg",
    prompt:
      "Generate an instance segmentation visualization of this image. Each piece of garlic is colored differently.",
    figure: 3,
  },
  {
    path: "insseg/insseg2_2.png",
    photo: "insseg/insseg2.jpg",
    prompt:
      "Generate an instance segmentation visualization of this image. Each piece of beef is colored differently.",
    figure: 3,
  },
  {
    path: "insseg/insseg_wine_bottle_2.png",
    photo: "insseg/insseg_wine_bottle_0.jpg",
    prompt:
      "Generate an instance segmentation visualization of the input image. Segment all the price on the price tags, color them differently.",
  },
  {
    path: "insseg/insseg_wine_bottle_1.png",
    photo: "insseg/insseg_wine_bottle_0.jpg",
    prompt:
      "Segment the wine bottles, make sure different colors for different wine brands. The background will be black.",
  },
  {
    path: "insseg/insseg1_1.png",
    photo: "insseg/insseg1.jpg",
    prompt:
      "Generate an instance segmentation visualization of this image. Each price tag is colored differently.",
    figure: 3,
  },
  {
    path: "insseg/insseg1_2.png",
    photo: "insseg/insseg1.jpg",
    prompt:
      'This image is a segmentation task derived from the input. The "crescent"-shaped croissant instances are each represented by a unique, solid color. Background is RGB(88, 50, 82).',
    figure: 3,
  },
  {
    path: "insseg/insseg3_1.png",
    photo: "insseg/insseg3.png",
    prompt:
      "This image shows segmentation masks for the basketballs from the input image. The background is set to #10aa05. Each basketball instance is represented by a solid circular mask, and a different color is used for each mask.",
    figure: 3,
  },
  {
    path: "insseg/insseg3_2.png",
    photo: "insseg/insseg3.png",
    prompt:
      "This image shows segmentation masks for the balls from the input image. The background is set to white color. Each ball is represented by a different color.",
    figure: 3,
  },
  {
    path: "refseg/refseg5_out.png",
    photo: "refseg/refseg5_in.png",
    prompt:
      "This image shows segmentation masks from the given image. The background is black color. The chef's names in both Chinese and English are rendered as cyan color.",
    figure: 4,
  },
  {
    path: "refseg/refseg3_pred.jpg",
    photo: "refseg/refseg3.jpeg",
    prompt:
      "A segmentation map image. The stretching cat is rendered in green, the cat that is cleaning itself is in cyan.",
    figure: 4,
  },
  {
    path: "refseg/refseg_4_pred1.png",
    photo: "refseg/refseg4_in.png",
    prompt:
      "This image shows segmentation masks from the given image. The background is black color. The game control device is represented by a solid yellow.",
    figure: 4,
  },
  {
    path: "refseg/refseg1_pred.png",
    photo: "refseg/refseg1.jpeg",
    prompt:
      "A segmentation map image. The area that corresponds to the man in pink t shirt is rendered solid white; the other man is rendered in green.",
    figure: 4,
  },
  {
    path: "refseg/refseg_2_out.png",
    photo: "refseg/refseg_2_in.jpg",
    prompt:
      "A segmentation map of the input image. The pig not in the glass is rendered cyan, and the pig in the glass reflection is rendered yellow.",
  },
  {
    path: "depth/depth_fallingwater_1.png",
    photo: "depth/depth_fallingwater_0.jpg",
    prompt: "Predict the metric depth of this scene as an image. Visualized in the rainbow colormap.",
  },
  {
    path: "depth/depth_laguna_1.png",
    photo: "depth/depth_laguna_0.jpg",
    prompt:
      "Predict the metric depth of this scene as an image. Visualized in the rainbow (black-red-yellow-green-cyan-blue-violet-white) color palette.",
  },
  {
    path: "depth/depth_runners_1.png",
    photo: "depth/depth_runners_0.png",
    prompt:
      "Predict the metric depth of this scene as an image. Visualized in the rainbow (black-red-yellow-green-cyan-blue-violet-white) color palette.",
  },
  {
    path: "depth/depth_banana_1.png",
    photo: "depth/depth_banana_0.jpg",
    prompt: "Generate a metric depth map of the provided image.",
  },
  {
    path: "depth/depth_eth3d_47_1.jpg",
    photo: "depth/depth_eth3d_47_0.jpg",
    prompt: "Generate a metric depth map of the input image.",
  },
  {
    path: "depth/depth_kinkaku_1.png",
    photo: "depth/depth_kinkaku_0.jpg",
    prompt: "Generate a metric depth map of the input image.",
    figure: 7,
  },
  {
    path: "depth/depth_eth3d_205_1.png",
    photo: "depth/depth_eth3d_205_0.jpeg",
    prompt: "Generate a metric depth map of the input image.",
  },
  {
    path: "normal/normal_jazz_1.png",
    photo: "normal/normal_jazz_0.jpg",
    prompt: "Predict the surface normal of this scene.",
  },
  {
    path: "normal/sn_1_out.jpg",
    photo: "normal/sn_1_in.jpg",
    prompt: "Generate a surface normal map of the input image.",
  },
  {
    path: "normal/sn_2_out.jpg",
    photo: "normal/sn_2_in.jpg",
    prompt: "Generate a surface normal map of the input image.",
  },
  {
    path: "normal/sn_4_out.png",
    photo: "normal/sn_4_in.jpg",
    prompt: "Generate a surface normal map of the input image.",
  },
  {
    path: "normal/sn_5_out.png",
    photo: "normal/sn_5_in.png",
    prompt: "Generate a surface normal map of the input image.",
  },
];

import { type Layout, padded } from "../layout.js";
import { type Frame, isRead, storedDepth } from "../shots.js";

/** P_rect_02 of 2011_09_26; places count from the first pixel's centre. */
const P_RECT = [721.5377, 0, 609.5593, 44.85728, 0, 721.5377, 172.854, 0.2163791, 0, 0, 1, 0.002745884];
const KITTI: Frame = {
  ...{ width: 1242, height: 375, fx: 721.5377, fy: 721.5377 },
  ...{ cx: 609.5593 + 0.5, cy: 172.854 + 0.5 },
};
/** The scanner sees nothing of the upper third, and in what is below about three pixels of ten after its rounds are summed. */
const SCANNED_FROM = 0.34;
const SCANNED_SHARE = 0.3;
const SCANNER_METRES = 85;

export const kitti: Layout = {
  name: "kitti",
  splits: ["eigen"],
  async write(files, shots) {
    const drive = "2011_09_26_drive_0002_sync";
    const lines: string[] = [];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "yard", KITTI);
      const photo = `2011_09_26/${drive}/image_02/data/${padded(i, 10)}.png`;
      const depth = `${drive}/proj_depth/groundtruth/image_02/${padded(i, 10)}.png`;
      const isKept = (x: number, y: number) => y > SCANNED_FROM * KITTI.height && isRead(x, y, SCANNED_SHARE);
      await files.png(`raw/${photo}`, shot.photo);
      const stored = storedDepth(shot, 256, { maxMetres: SCANNER_METRES, isKept });
      await files.levels(`data_depth_annotated/val/${depth}`, KITTI, stored);
      lines.push(`${photo} ${depth} 721.5377`);
    }
    await files.lines("eigen_test_files_with_gt.txt", lines);
    const camera = P_RECT.map((value) => value.toExponential(6)).join(" ");
    await files.lines("raw/2011_09_26/calib_cam_to_cam.txt", [`P_rect_02: ${camera}`]);
  },
};

/** All of Virtual KITTI's drives have this camera. */
const VKITTI = { fx: 725.0087, cx: 620.5, cy: 187 };
const VKITTI_FRAME: Frame = {
  ...{ width: 1242, height: 375, fx: VKITTI.fx, fy: VKITTI.fx },
  ...{ cx: VKITTI.cx + 0.5, cy: VKITTI.cy + 0.5 },
};
/** What is farther than 16 bits of centimetres tell is the sky. */
const SKY = 65_535;

export const vkitti2: Layout = {
  name: "vkitti2",
  splits: ["all"],
  async write(files, shots) {
    const lines = ["frame cameraID K[0,0] K[1,1] K[0,2] K[1,2]"];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "yard", VKITTI_FRAME);
      const frames = "Scene01/clone/frames";
      const stored = Uint16Array.from(shot.depth.data, (metres) => Math.min(SKY, Math.round(100 * metres)));
      await files.jpeg(`${frames}/rgb/Camera_0/rgb_${padded(i, 5)}.jpg`, shot.photo);
      await files.levels(`${frames}/depth/Camera_0/depth_${padded(i, 5)}.png`, VKITTI_FRAME, stored);
      lines.push(`${i} 0 ${VKITTI.fx} ${VKITTI.fx} ${VKITTI.cx} ${VKITTI.cy}`);
    }
    await files.lines("Scene01/clone/intrinsic.txt", lines);
  },
};

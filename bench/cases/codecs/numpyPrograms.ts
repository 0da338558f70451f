/** The decoders over whole arrays, as one writes them in NumPy; for `startNumpy`. */

/**
 * Depth: `projection` is the formula, `table` a gather from a table of all 2^24 colours, which is made before the
 * timing.
 */
export const NUMPY_DEPTH = `
lam, c = -3.0, 10.0 / 3.0
V = np.array([[0,0,0],[1,0,0],[1,1,0],[0,1,0],[0,1,1],[0,0,1],[1,0,1],[1,1,1]], np.float64)

def projection(rgb):
    p = rgb.astype(np.float64) / 255.0
    best = np.full(len(p), np.inf)
    position = np.zeros(len(p))
    for k in range(7):
        edge = V[k + 1] - V[k]
        t = np.clip((p - V[k]) @ edge, 0.0, 1.0)
        gap = p - (V[k] + t[:, None] * edge)
        distance = np.einsum("ij,ij->i", gap, gap)
        nearer = distance < best - 1e-12
        best[nearer] = distance[nearer]
        position[nearer] = (k + t[nearer]) / 7.0
    with np.errstate(divide="ignore"):
        return (lam * c * (1.0 - (1.0 - position) ** (1.0 / (lam + 1.0)))).astype(np.float32)

levels = np.empty(2 ** 24, np.float32)
every = np.arange(2 ** 24, dtype=np.uint32)
for start in range(0, 2 ** 24, 2 ** 20):
    part = every[start:start + 2 ** 20]
    levels[start:start + 2 ** 20] = projection(np.stack([part >> 16, part >> 8 & 255, part & 255], 1))

def table(rgb):
    index = (rgb[:, 0].astype(np.uint32) << 16) | (rgb[:, 1].astype(np.uint32) << 8) | rgb[:, 2]
    return levels[index]

ways = {"projection": projection, "table": table}
`;

/**
 * Classes: squared distances as a product of matrices, some thousand pixels at a time so that they stay in the cache;
 * whole numbers below 2^24 are exact in float32.
 */
export const NUMPY_CLASSES = `
colours = np.fromfile(folder + "/colours.bin", np.float64).reshape(-1, 3).astype(np.float32)
ids = np.fromfile(folder + "/ids.bin", np.uint16)
squares = (colours * colours).sum(1)

def classes(rgb, step=4096):
    found = np.empty(len(rgb), np.uint16)
    residual = np.empty(len(rgb), np.float32)
    margin = np.empty(len(rgb), np.float32)
    for start in range(0, len(rgb), step):
        p = rgb[start:start + step].astype(np.float32)
        d = squares - 2.0 * (p @ colours.T) + (p * p).sum(1)[:, None]
        two = np.partition(d, 1, axis=1)[:, :2]
        found[start:start + step] = ids[d.argmin(1)]
        roots = np.sqrt(two.astype(np.float64))
        residual[start:start + step] = roots[:, 0]
        margin[start:start + step] = roots[:, 1] - roots[:, 0]
    return found

ways = {"classes": classes}
`;

/** Normals, with their residual. */
export const NUMPY_NORMALS = `
sign = np.array([-1.0, 1.0, 1.0], np.float32)

def normals(rgb):
    n = (rgb.astype(np.float32) * np.float32(2 / 255) - np.float32(1)) * sign
    length = np.sqrt(np.einsum("ij,ij->i", n, n))
    residual = np.float32(127.5) * (length - 1)
    return n / length[:, None]

ways = {"normals": normals}
`;

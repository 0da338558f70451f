/** The same scores as one writes them over whole arrays in NumPy; for `startNumpy`, whose picture they do not use. */

export const NUMPY_DEPTH = `
d = np.fromfile(folder + "/predicted.bin", np.float32)
g = np.fromfile(folder + "/true.bin", np.float32)

def zoedepth(_):
    p = np.clip(d, 0.001, 10)
    valid = (g > 0.001) & (g < 10)
    p, t = p[valid].astype(np.float64), g[valid].astype(np.float64)
    ratio = np.maximum(p / t, t / p)
    error = p - t
    logs = np.log(p) - np.log(t)
    return np.array([
        (ratio < 1.25).mean(), (ratio < 1.25 ** 2).mean(), (ratio < 1.25 ** 3).mean(),
        (np.abs(error) / t).mean(), (error ** 2 / t).mean(), np.sqrt((error ** 2).mean()),
        np.sqrt((logs ** 2).mean()), np.abs(np.log10(p) - np.log10(t)).mean(),
        100 * np.sqrt((logs ** 2).mean() - logs.mean() ** 2),
    ])

ways = {"zoedepth": zoedepth}
`;

export const NUMPY_NORMALS = `
p = np.fromfile(folder + "/predicted.bin", np.float32).reshape(-1, 3)
t = np.fromfile(folder + "/true.bin", np.float32).reshape(-1, 3)

def dsine(_):
    cosine = (p * t).sum(1) / np.sqrt((p * p).sum(1) * (t * t).sum(1))
    error = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    return np.array([error.mean(), np.median(error), np.sqrt((error ** 2).mean()),
                     *[(error < limit).mean() for limit in (5, 7.5, 11.25, 22.5, 30)]], np.float64)

ways = {"dsine": dsine}
`;

export const NUMPY_CONFUSION = `
p = np.fromfile(folder + "/predicted.bin", np.uint8).astype(np.int64)
t = np.fromfile(folder + "/true.bin", np.uint8).astype(np.int64)

def confusion(_):
    return np.bincount(t * 34 + p, minlength=34 * 34).astype(np.float64)

ways = {"confusion": confusion}
`;

"""Writes vectors.json: what schedulers do, by formulas of papers and NumPy in double precision; no code of Peel's, none
of diffusers'. Run: python3 vectors.py

The "network" is a plain function of sample, time and step, so that a whole run can be compared.
"""

import json
import os

import numpy as np

COUNT = 1000
X = np.array([0.9, -1.3, 0.2, 2.0, -0.4])


def network(x, time, step):
    return 0.3 * np.sin(3 * x) + 0.05 * step - 0.0002 * time


def noise(step):
    return np.cos(np.arange(5) + 2 * step)


def alphas(kind, start, end):
    """Ho et al., arXiv 2006.11239, section 2: alpha-bar is the product of 1 - beta. Latent diffusion (arXiv 2112.10752,
    its configuration) squares what is linear between the square roots."""
    if kind == "linear":
        betas = np.linspace(start, end, COUNT)
    else:
        betas = np.linspace(start**0.5, end**0.5, COUNT) ** 2
    return np.cumprod(1 - betas)


def times(spacing, steps, offset):
    """Lin et al., arXiv 2305.08891, table 2."""
    if spacing == "linspace":
        return np.linspace(0, COUNT - 1, steps)[::-1]
    if spacing == "leading":
        return (np.arange(steps) * (COUNT // steps))[::-1] + offset
    return np.round(np.arange(COUNT, 0, -COUNT / steps))[:steps] - 1


def euler(kind, spacing, steps, offset, prediction, ancestral):
    """Karras et al., arXiv 2206.00364, algorithm 1 (no churn) in sigma; ancestral: Song et al., arXiv 2010.02502,
    eq. 16 with eta = 1, written in sigma: of the variance at the end, up^2 = to^2 (from^2 - to^2) / from^2 is new noise."""
    bars = alphas(kind, 0.00085, 0.012)
    t = times(spacing, steps, offset)
    sigmas = np.append(np.interp(t, np.arange(COUNT), ((1 - bars) / bars) ** 0.5), 0)
    x = X * ((sigmas.max() ** 2 + 1) ** 0.5 if spacing == "leading" else sigmas.max())
    first = x
    for i in range(steps):
        s, to = sigmas[i], sigmas[i + 1]
        out = network(x / (s**2 + 1) ** 0.5, t[i], i)
        # Salimans and Ho, arXiv 2202.00512, appendix D: v = alpha eps - sigma x0, with alpha = 1/sqrt(s^2+1).
        picture = x - s * out if prediction == "epsilon" else x / (s**2 + 1) - s / (s**2 + 1) ** 0.5 * out
        up = (to**2 * (s**2 - to**2) / s**2) ** 0.5 if ancestral else 0.0
        down = (to**2 - up**2) ** 0.5
        x = x + (x - picture) / s * (down - s)
        if up > 0:
            x = x + up * noise(i)
    return t, first, x


def ddim(spacing, steps, offset, prediction, to_one):
    """Song et al., arXiv 2010.02502, eq. 12 with sigma = 0."""
    bars = alphas("scaled_linear", 0.00085, 0.012)
    t = times(spacing, steps, offset)
    x = X.copy()
    for i in range(steps):
        a = bars[int(t[i])]
        before = int(t[i]) - COUNT // steps
        b = bars[before] if before >= 0 else (1.0 if to_one else bars[0])
        out = network(x, t[i], i)
        if prediction == "epsilon":
            eps, picture = out, (x - (1 - a) ** 0.5 * out) / a**0.5
        elif prediction == "sample":
            picture, eps = out, (x - a**0.5 * out) / (1 - a) ** 0.5
        else:
            picture, eps = a**0.5 * x - (1 - a) ** 0.5 * out, a**0.5 * out + (1 - a) ** 0.5 * x
        x = b**0.5 * picture + (1 - b) ** 0.5 * eps
    return t, X, x


def flow(steps, shift, tokens):
    """Liu et al., arXiv 2209.03003; shift: Esser et al., arXiv 2403.03206, eq. 23; mu: Black Forest Labs' FLUX.1
    reference, a line through (256, 0.5) and (4096, 1.15)."""
    sigmas = np.linspace(1, 1 / steps, steps)
    if tokens is None:
        sigmas = shift * sigmas / (1 + (shift - 1) * sigmas)
    else:
        slope = (1.15 - 0.5) / (4096 - 256)
        mu = slope * tokens + 0.5 - slope * 256
        sigmas = np.exp(mu) / (np.exp(mu) + (1 / sigmas - 1))
    t = sigmas * COUNT
    sigmas = np.append(sigmas, 0)
    x = X.copy()
    for i in range(steps):
        x = x + (sigmas[i + 1] - sigmas[i]) * network(x, t[i], i)
    return t, X, x


cases = []


def add(config, steps, tokens, result):
    t, first, last = result
    cases.append(
        {"config": config, "steps": steps, "tokens": tokens, "timesteps": list(map(float, t)),
         "first": list(map(float, first)), "last": list(map(float, last))}
    )


latent = {"beta_start": 0.00085, "beta_end": 0.012, "num_train_timesteps": COUNT}
for ancestral, name in [(False, "EulerDiscreteScheduler"), (True, "EulerAncestralDiscreteScheduler")]:
    for kind, spacing, steps, offset, prediction in [
        ("scaled_linear", "linspace", 6, 0, "epsilon"),
        ("scaled_linear", "leading", 5, 1, "v_prediction"),
        ("linear", "trailing", 7, 0, "epsilon"),
    ]:
        config = {**latent, "_class_name": name, "beta_schedule": kind, "timestep_spacing": spacing,
                  "steps_offset": offset, "prediction_type": prediction}
        add(config, steps, 0, euler(kind, spacing, steps, offset, prediction, ancestral))
for spacing, steps, offset, prediction, to_one in [
    ("leading", 5, 1, "epsilon", False),
    ("trailing", 4, 0, "v_prediction", True),
    ("leading", 8, 0, "sample", True),
]:
    config = {**latent, "_class_name": "DDIMScheduler", "beta_schedule": "scaled_linear", "timestep_spacing": spacing,
              "steps_offset": offset, "prediction_type": prediction, "set_alpha_to_one": to_one}
    add(config, steps, 0, ddim(spacing, steps, offset, prediction, to_one))
for steps, shift, tokens in [(4, 1.0, None), (4, 3.0, None), (6, 1.0, 1024)]:
    config = {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": COUNT, "shift": shift,
              "use_dynamic_shifting": tokens is not None}
    add(config, steps, tokens or 0, flow(steps, shift, tokens))

with open(os.path.join(os.path.dirname(__file__), "vectors.json"), "w") as file:
    json.dump({"x": list(X), "cases": cases}, file)
    file.write("\n")

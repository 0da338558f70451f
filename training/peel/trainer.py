"""The three stages: words, pictures from words, and tasks."""

import os
import time

import numpy as np
import torch

from .batches import TASKS, Drawer
from .ema import Mean
from .evaluate import evaluate, generation_losses
from .flow import flow_loss, steps_for
from .language import Lessons, Questions, language_loss, levels_off, smooth_levels
from .network import Generator
from .plan import STAGES, groups_of, rate_at


class Trainer:
    def __init__(self, config, machine, journal, data, work):
        self.config, self.machine, self.journal, self.data, self.work = config, machine, journal, data, work
        torch.manual_seed(config["seed"])
        device = machine.device
        network = Generator(data.vocabulary, data.length, config["size"], **config["network"]).to(device)
        smooth_levels(network.text.words.weight, data.tokenizer["vocabulary"])
        self.network = network.to(memory_format=torch.channels_last) if machine.is_gpu else network
        self.mean = Mean(self.network, config["ema"])
        self.questions = Questions(self.network).to(device)
        self.drawer = Drawer(data.train_scenes, data.train_prompts, config["size"], config["seed"])
        self.tests = Drawer(data.test_scenes, data.test_prompts, config["size"], 0)
        self.held = Drawer(data.held_scenes, data.held_prompts, config["size"], 0)
        self.spent = {stage: 0.0 for stage in STAGES}
        self.steps = {stage: 0 for stage in STAGES}
        self.images = {stage: 0 for stage in STAGES}
        self.rates = {}
        self.history = []
        self.optimizers = {
            "language": machine.optimizer([{"params": [*self.network.parameters(), *self.questions.parameters()]}], config["language"]["rate"]),
            "pictures": machine.optimizer(groups_of(self.network, config["decay"], config["text_rate"]), config["rate"]),
        }
        self.saved = time.time()

    # -- saving -----------------------------------------------------------------------------------------------

    def path(self):
        return os.path.join(self.work, "checkpoint.pt")

    def save(self):
        os.makedirs(self.work, exist_ok=True)
        state = {
            **{name: getattr(self, name).state_dict() for name in ("network", "questions")},
            **{name: getattr(self, name) for name in ("spent", "steps", "images", "rates", "history")},
            "mean": self.mean.network.state_dict(),
            "mean_count": self.mean.count,
            "optimizers": {name: one.state_dict() for name, one in self.optimizers.items()},
        }
        torch.save(state, self.path() + ".part")
        os.replace(self.path() + ".part", self.path())
        self.saved = time.time()

    def resume(self):
        if not os.path.exists(self.path()):
            return False
        options = {"weights_only": False} if torch.__version__ >= "2" else {}
        state = torch.load(self.path(), map_location=self.machine.device, **options)
        self.network.load_state_dict(state["network"])
        self.questions.load_state_dict(state["questions"])
        self.mean.network.load_state_dict(state["mean"])
        self.mean.count = state["mean_count"]
        for name, one in self.optimizers.items():
            one.load_state_dict(state["optimizers"][name])
        for name in ("spent", "steps", "images", "rates", "history"):
            setattr(self, name, state[name])
        # Other samples than those that were seen already.
        self.drawer = Drawer(self.drawer.scenes, self.drawer.prompts, self.config["size"], self.config["seed"] + 1 + sum(self.steps.values()))
        return True

    def begin_with(self, path):
        """Takes the weights that another run has left; words and first pictures are known then."""
        arrays = np.load(path)
        weights = {name: torch.from_numpy(arrays[name]).float() for name in arrays.files}
        self.network.load_state_dict(weights)
        self.mean = Mean(self.network, self.config["ema"])

    # -- stages -----------------------------------------------------------------------------------------------

    def learn_words(self, seconds):
        stage, config = "language", self.config["language"]
        lessons = Lessons(self.data.train_scenes, self.data.train_prompts, self.config["seed"] + self.steps[stage])

        def step(rate):
            features, hidden, ids, want, tasks = lessons.draw(config["batch"])
            with self.machine.mixed_precision():
                colours = self.questions(self.network, features, hidden, ids)
                loss, _ = language_loss(colours, want, hidden)
            self.descend("language", loss, config["rate"] * rate)
            return loss.detach(), tasks, lambda: levels_off(colours, want, hidden)

        def report(result):
            loss, tasks, off = result
            off = off().detach().cpu().numpy()
            return {"loss": float(loss), **{f"levels off, {TASKS[t]}": float(off[tasks == t].mean()) for t in sorted(set(tasks))}}

        self.run(stage, seconds, config["batch"], step, report)

    def learn_pictures(self, stage, seconds):
        config, machine = self.config, self.machine
        mixture = config[f"{stage}_mixture"]

        def step(rate):
            batch = self.drawer.draw(config["batch"], mixture, config["views"])
            device = machine.device
            steps = steps_for(batch.tasks, device, config["share_at_zero"])
            dropped = (torch.rand(len(steps), device=device) < config["caption_dropout"]) & (batch.has == 0)
            batch.ids = torch.where(dropped[:, None], torch.zeros_like(batch.ids), batch.ids)
            losses = self.losses(batch, steps)
            self.descend("pictures", losses.mean(), config["rate"] * rate)
            self.mean.update(self.network)
            return losses.detach(), batch.tasks

        def report(result):
            losses, tasks = result
            losses = losses.cpu().numpy()
            return {"loss": float(losses.mean()), **{f"loss, {TASKS[t]}": float(losses[tasks == t].mean()) for t in sorted(set(tasks))}}

        self.run(stage, seconds, config["batch"], step, report)

    def losses(self, batch, steps):
        if self.machine.is_gpu:
            batch.picture, batch.target = (one.contiguous(memory_format=torch.channels_last) for one in (batch.picture, batch.target))
        noise = torch.randn_like(batch.target)
        with self.machine.mixed_precision():
            return flow_loss(self.fast, batch, steps, noise, self.config["balance"])

    def warm_up(self):
        """Compiles, and measures a step without drawing: milliseconds, or None on a CPU."""
        self.fast = self.machine.compiled(self.network, self.journal.say)
        if not self.machine.is_gpu:
            return
        batch = self.drawer.draw(self.config["batch"], self.config["instruction_mixture"], self.config["views"])
        steps = steps_for(batch.tasks, self.machine.device, self.config["share_at_zero"])

        def step():
            self.losses(batch, steps).mean().backward()
            self.network.zero_grad(set_to_none=True)

        if self.config.get("compare_eager") and self.fast is not self.network:
            compiled, self.fast = self.fast, self.network
            self.journal.say(f"forward and backward, not compiled: {self.machine.timed(step, 5):.1f} ms for {self.config['batch']}")
            self.fast = compiled
        began = time.time()
        step()
        self.machine.wait()
        self.journal.say(f"first step after {time.time() - began:.1f} s")
        fast = self.machine.timed(step, 10)
        self.journal.say(f"forward and backward: {fast:.1f} ms for {self.config['batch']}, {1000 * self.config['batch'] / fast:.0f} per second without drawing")

    def descend(self, name, loss, rate):
        optimizer = self.optimizers[name]
        for group in optimizer.param_groups:
            group["lr"] = rate * group.get("scale", 1.0)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parameters = [p for group in optimizer.param_groups for p in group["params"] if p.grad is not None]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()

    def run(self, stage, seconds, batch, step, report):
        """Steps until the stage's seconds are spent; the rate of learning follows the clock."""
        journal, config = self.journal, self.config
        journal.say(f"stage {stage}: {seconds - self.spent[stage]:.0f} s of {seconds:.0f} s to go")
        began, before = time.time(), self.spent[stage]
        told = evaluated = time.time()
        first, paused = None, 0.0
        while self.spent[stage] < seconds:
            progress = self.progress(stage, seconds)
            rate = rate_at(progress, self.steps[stage], config["warm_up"], config["cool_down"])
            result = step(rate)
            self.steps[stage] += 1
            self.images[stage] += batch
            now = time.time()
            if first is None:
                self.machine.wait()
                now = time.time()
                first = (now, self.images[stage])
                journal.say(f"stage {stage}: first step after {now - began:.1f} s")
            self.spent[stage] = before + now - began
            if now - told > config.get("tell_seconds", 10) or self.spent[stage] >= seconds:
                self.machine.wait()
                values = report(result)
                now = told = time.time()
                per_second = (self.images[stage] - first[1]) / max(1e-6, now - first[0] - paused)
                self.rates[stage] = per_second
                journal.curve(stage, self.steps[stage], self.images[stage], {**values, "per second": per_second, "rate": rate})
                journal.say(f"{stage} step {self.steps[stage]}, {self.images[stage]} samples, {per_second:.0f}/s, " + ", ".join(f"{k} {v:.4f}" for k, v in values.items()))
            if stage == "instruction" and config["evaluations"] > 0 and now - evaluated > seconds / (config["evaluations"] + 0.5):
                self.evaluate(stage, config["evaluate"] // 2)
                paused += time.time() - now
                evaluated = time.time()
            if now - self.saved > config.get("save_seconds", 90):
                self.save()
        self.machine.wait()

    def progress(self, stage, seconds):
        """Share of the time of what shares an optimizer: stages 1 and 2 together."""
        if stage == "language":
            return self.spent[stage] / seconds
        both = sum(self.planned[one] for one in STAGES[1:])
        return (self.spent["generation"] + self.spent["instruction"]) / both

    # -- scores -----------------------------------------------------------------------------------------------

    def evaluate(self, stage, count, everything=False):
        chunk = self.config["chunk"]
        network = self.mean.network
        scores = {"test": evaluate(network, self.tests, count, chunk)}
        self.journal.scores("test scenes", scores["test"])
        if everything:
            scores["held-out wordings"] = evaluate(network, self.held, count, chunk)
            self.journal.scores("held-out wordings", scores["held-out wordings"])
            scores["four steps"] = evaluate(network, self.tests, min(count, 64), chunk, steps=4)
            self.journal.scores("four steps", scores["four steps"])
        scores["generation"] = generation_losses(network, self.tests, count, chunk)
        self.journal.scores("text to image", scores["generation"])
        for name, values in scores.items():
            self.journal.curve(stage, self.steps[stage], self.images[stage], {f"{name}: {key}": value for key, value in values.items()})
        self.history.append({"stage": stage, "images": self.images[stage], **scores})
        return scores

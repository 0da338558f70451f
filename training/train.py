"""Trains the embedded generator: python3 training/train.py --config training/configs/first.json --minutes 9 --out OUT"""

import argparse
import json
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import torch  # noqa: E402

from peel.card import card_of  # noqa: E402
from peel.data import Data  # noqa: E402
from peel.journal import Journal  # noqa: E402
from peel.machine import Machine  # noqa: E402
from peel.plan import Plan  # noqa: E402
from peel.render import render  # noqa: E402
from peel.results import write_model, write_sheets  # noqa: E402
from peel.trainer import Trainer  # noqa: E402


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", default="training/configs/first.json")
    parser.add_argument("--minutes", type=float, help="the whole run, evaluation and export included")
    parser.add_argument("--out", default="training/runs/out", help="where results go: 8 files, none above 16 MiB")
    parser.add_argument("--work", help="where the checkpoint is kept, default training/runs/NAME")
    parser.add_argument("--resume", action="store_true", help="go on where the checkpoint ends")
    parser.add_argument("--init", help="weights.npz of another run to begin with; only the last stage is run")
    parser.add_argument("--smoke", action="store_true", help="everything once, within a minute")
    parser.add_argument("--device", default="auto", help="cpu, cuda or auto")
    parser.add_argument("--compile", default="off", choices=("on", "off"), help="pays in runs of an hour or more")
    parser.add_argument("--shards", help="where the shards are, default as the configuration says")
    return parser.parse_args()


def main():
    began = time.time()
    given = read_arguments()
    with open(given.config) as file:
        config = json.load(file)
    machine = Machine(given.device, given.compile)
    smoke = config.pop("smoke")
    if given.smoke:
        config.update({name: value for name, value in smoke.items() if name != "cpu"})
        config.update({"name": "smoke", "tell_seconds": 2, **({} if machine.is_gpu else smoke["cpu"])})
    minutes = given.minutes or config.get("minutes", 9)
    journal = Journal(given.out)
    journal.began = began
    journal.say(f"{config['name']}: {minutes} minutes on {machine.describe()}")
    data = Data(given.shards or config["shards"], config.get("shard_pattern", "train-*.npz"), machine.device)
    journal.say(f"{data.train_scenes.count} scenes, {len(data.train_prompts.tasks)} prompts, {data.vocabulary} tokens")
    trainer = Trainer(config, machine, journal, data, given.work or os.path.join("training/runs", config["name"]))
    journal.say(f"{sum(p.numel() for p in trainer.network.parameters()) / 1e6:.2f} M parameters")
    if given.resume:
        journal.say("resumed" if trainer.resume() else "no checkpoint to resume: a fresh start")
    if given.init and sum(trainer.steps.values()) == 0:
        trainer.begin_with(given.init)
        config["shares"] = {"language": 0, "generation": 0, "instruction": 1}
        journal.say(f"begins with {given.init}")
    measure_renderer(trainer, config, machine, journal)
    trainer.warm_up()

    # What start-up took is taken from the stages; what a checkpoint has spent already, too.
    plan = Plan(config["shares"], minutes * 60 - (time.time() - began), config["finish_seconds"])
    trainer.planned = plan.seconds
    trainer.learn_words(plan.seconds["language"])
    trainer.learn_pictures("generation", plan.seconds["generation"])
    if trainer.steps["instruction"] == 0:
        trainer.evaluate("generation", config["evaluate"] // 4)
    trainer.learn_pictures("instruction", plan.seconds["instruction"])
    trainer.save()

    scores = trainer.evaluate("instruction", config["evaluate"], everything=True)
    write_model(given.out, trainer.mean.network, card_of(config, data, trainer, scores, machine), journal.say)
    write_sheets(given.out, trainer.mean.network, trainer.tests, data.test_texts, config["chunk"], *((2, 4) if given.smoke else ()))
    for stage, rate in trainer.rates.items():
        journal.say(f"{stage}: {trainer.steps[stage]} steps, {trainer.images[stage]} samples, {rate:.0f} per second")
    journal.say(f"done; {machine.memory()}")


def measure_renderer(trainer, config, machine, journal):
    drawer = trainer.drawer
    count = max(1, config["batch"] // config["views"])
    scenes = drawer.rng.integers(0, drawer.scenes.count, count)
    alone = machine.timed(lambda: render(drawer.scenes, scenes, config["size"]), 3)
    whole = machine.timed(lambda: drawer.draw(config["batch"], config["instruction_mixture"], config["views"]), 3)
    journal.say(f"renderer: {alone:.1f} ms for {count} scenes; {whole:.1f} ms for a batch of {config['batch']}")


if __name__ == "__main__":
    torch.set_printoptions(precision=4)
    main()
